import { everyRoute } from "./routes";

/** The routes that have a page, those that name most of their address first. */
const PAGES = everyRoute()
  .filter(({ source }) => /^export default/m.test(source))
  .map(({ address }) => ({ address, parts: address.split("/") }))
  .map(({ address, parts }) => ({
    address,
    fits: new RegExp(`^${parts.map((part) => (part === "*" ? ".*" : part.startsWith(":") ? "[^/]+" : part)).join("/")}$`),
    named: parts.filter((part) => !/^[:*]/.test(part)).length,
  }))
  .sort((one, other) => other.named - one.named);

/** The address of the route that answers at a path, as `app/routes.ts` has it; the path itself where it is no page's. */
export function templateOf(path: string): string {
  const { pathname } = new URL(path, "http://localhost");
  return PAGES.find(({ fits }) => fits.test(pathname))?.address ?? pathname;
}

/** Where the links of a page lead within the site, but for files. */
export function linksIn(html: string): string[] {
  const links = [...html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)].map(([, path]) => path!.replaceAll("&amp;", "&"));
  return links.filter((path) => !/^\/\/|\.(xml|txt|svg|json|html)$|\/mail\/(text|html)$/.test(path));
}
