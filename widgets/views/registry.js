// The views there are: a new one is a module and a style sheet beside this file, and the lines that name it below.
import * as activity from "./activity.js";
import "./activity.css";
import * as codebook from "./codebook.js";
import "./codebook.css";
import * as empathy from "./empathy.js";
import "./empathy.css";
import * as personas from "./personas.js";
import "./personas.css";
import * as review from "./review.js";
import "./review.css";
import * as themes from "./themes.js";
import "./themes.css";
import * as transcripts from "./transcripts.js";
import "./transcripts.css";

/** Name, the same as in cxresearch/views, to the module whose `create(app)` makes the view. */
export const MODULES = { transcripts, themes, codebook, empathy, personas, review, activity };
