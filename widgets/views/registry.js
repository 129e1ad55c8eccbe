// The views there are: a new one is a module and a style sheet beside this file, and two lines below.
import * as activity from "./activity.js";
import "./activity.css";
import * as themes from "./themes.js";
import "./themes.css";

/** Name, the same as in cxresearch/views, to the module whose `create(app)` makes the view. */
export const MODULES = { themes, activity };
