import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createVite, type ViteDevServer } from "vite";
import { freePort } from "#db/embedded";
import { giveUp, serve } from "./serve.js";
import { joinSurroundings } from "./surroundings";

type Site = { close: () => Promise<void> };

/** Files that change while the portal runs, and are no sources. */
const NOT_SOURCES = ["**/.data/**", "**/.cache/**", "**/build/**", "**/test/**"];

/**
 * The web server of `npm run dev`: the sources as they are now. Styles and scripts come from Vite, everything else from the site behind it.
 */
async function startDevelopment(): Promise<Site> {
  const { PORT = "3000", HOST = "127.0.0.1" } = process.env;
  const inner = await freePort();
  Object.assign(process.env, { BASE_URL: process.env.BASE_URL ?? `http://localhost:${PORT}`, PORT: String(inner), HOST: "127.0.0.1" });

  const vite = await createVite({ server: { middlewareMode: true, hmr: false, watch: { ignored: NOT_SOURCES } }, appType: "custom" });
  let site = await loadSite(vite);
  let reloading = Promise.resolve();
  vite.watcher.on("all", (_, path) => {
    reloading = reloading.then(() => reload(path)).catch((error: Error) => console.error(error));
  });

  async function reload(path: string): Promise<void> {
    if (!/\.(tsx?|json)$/.test(path)) return;
    // All modules anew: the old ones hold a pool that closing the site has ended.
    vite.moduleGraph.invalidateAll();
    await site.close();
    site = await loadSite(vite);
    console.log(`Reloaded after a change in ${path}`);
  }

  const outer = createServer((request, response) => vite.middlewares(request, response, () => passOn(request, response, inner)));
  await new Promise<void>((done, failed) => outer.once("error", failed).listen(Number(PORT), HOST, done));
  return {
    close: async () => {
      outer.closeAllConnections();
      outer.close();
      await vite.close();
      await site.close();
    },
  };
}

async function loadSite(vite: ViteDevServer): Promise<Site> {
  const build = await vite.ssrLoadModule("virtual:remix/server-build");
  return build.entry.module.startWeb(build);
}

function passOn(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url: path, headers } = request;
  const inner = forward({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  inner.on("error", () =>
    response.writeHead(503, { "Content-Type": "text/plain" }).end("The site is reloading, or did not load: see the terminal."),
  );
  request.pipe(inner);
}

try {
  joinSurroundings();
  await serve(startDevelopment);
} catch (error) {
  giveUp(error);
}
