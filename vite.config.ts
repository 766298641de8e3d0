import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import tsconfigPaths from "vite-tsconfig-paths";
import { ACCENT_VARIABLES } from "./app/features/settings/accent";
import remixConfig from "./remix.config.js";

/** The accent colour is a setting: its shades become variables, with the default where nobody chose one. */
const accentPlugin = {
  postcssPlugin: "accent-variables",
  // once, not per declaration: the default within what was written would be found again without end
  Once(root: { walkDecls: (each: (declaration: { value: string }) => void) => void }) {
    root.walkDecls((declaration) => {
      declaration.value = declaration.value.replace(/#[0-9a-f]{6}\b/gi, (colour) => {
        const variable = ACCENT_VARIABLES.get(colour.toLowerCase());
        return variable ? `var(${variable},${colour})` : colour;
      });
    });
  },
};

export default defineConfig({
  css: { postcss: { plugins: [accentPlugin] } },
  plugins: [remix(remixConfig), tsconfigPaths()],
});
