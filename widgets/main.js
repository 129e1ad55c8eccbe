// What anywidget loads: one widget, any number of views.
import "./lib/shell.css";
import { App } from "./lib/app.js";
import { MODULES } from "./views/registry.js";

export default {
  render(context) {
    const app = new App(context, MODULES);
    return () => app.close();
  },
};
