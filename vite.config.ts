import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import tsconfigPaths from "vite-tsconfig-paths";
import { COLOUR_VARIABLES, DARK_STYLES } from "./app/features/settings/colours";
import remixConfig from "./remix.config.js";

/** Colours that a network chooses or that the dark changes become variables, with what they are else beside; the dark comes first. */
const coloursPlugin = {
  postcssPlugin: "colour-variables",
  // once, not per declaration: the default within what was written would be found again without end
  Once(root: { walkDecls: (each: (declaration: { value: string }) => void) => void; prepend: (css: string) => void }) {
    root.walkDecls((declaration) => {
      declaration.value = declaration.value.replace(/#[0-9a-f]{6}\b/gi, (colour) => COLOUR_VARIABLES.get(colour.toLowerCase()) ?? colour);
    });
    root.prepend(DARK_STYLES);
  },
};

export default defineConfig({
  css: { postcss: { plugins: [coloursPlugin] } },
  plugins: [remix(remixConfig), tsconfigPaths()],
});
