/** What the framework makes of `app`; the build puts it into the bundle of the web server. */
declare module "virtual:remix/server-build" {
  export const entry: { module: { startWeb: (build: unknown) => Promise<{ close: () => Promise<void> }> } };
}
