// htmx as it comes; configured by <meta name="htmx-config"> in the shell.
import "htmx.org/dist/htmx.esm.js";
