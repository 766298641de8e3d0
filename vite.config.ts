import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import { compression, defineAlgorithm } from "vite-plugin-compression2";
import tsconfigPaths from "vite-tsconfig-paths";
import remixConfig from "./remix.config.js";

export default defineConfig({
  plugins: [
    remix(remixConfig),
    tsconfigPaths(),
    compression({ include: /\.(js|css|svg|json)$/, algorithms: [defineAlgorithm("gzip"), defineAlgorithm("brotliCompress")] }),
  ],
});
