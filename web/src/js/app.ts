// Everything a page can do without is here: with scripts off, nothing is lost.

import { autosave } from "./autosave";
import { countdown } from "./countdown";
import { counter, guard, rows } from "./forms";
import { leaving } from "./inspection/leave";
import { copy, dock, errors, menus, printing } from "./small";

document.documentElement.classList.add("js");
for (const start of [menus, errors, dock, countdown, counter, rows, copy, printing, guard, autosave, leaving]) start();
