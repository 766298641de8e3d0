import { readFileSync } from "node:fs";
import { type ByStaff, OWN_ACTS, type OwnAct, STAFF_ACTS, type StaffAct } from "~/http/access/acts";
import routes from "~/routes";

type Entry = (typeof routes)[number];

export type Route = {
  /** As documents name it: `/admin/members/:ref`. */
  address: string;
  /** The same, with something in place of its parameters. */
  path: string;
  /** From `app/routes` on. */
  file: string;
  source: string;
  hasLoader: boolean;
  hasAction: boolean;
};

/** Stands in a path where its address has a parameter. */
export const STAND_IN = "abcdefghij";

/** Every address of `app/routes.ts`. */
export const everyRoute = (): Route[] => routesOf(routes, "");

function routesOf(entries: readonly Entry[], under: string): Route[] {
  return entries.flatMap(({ path = "", file, children = [] }) => {
    const address = `${under}/${path}`.replace(/(?<=.)\/$/, "");
    const source = readFileSync(`app/${file}`, "utf8");
    const route = {
      address,
      path: address.replace(/:\w+|\*/g, STAND_IN),
      file: file.replace("routes/", ""),
      source,
      hasLoader: source.includes("export async function loader("),
      hasAction: source.includes("export async function action("),
    };
    return [route, ...routesOf(children, address)];
  });
}

export const loaderPaths = () => everyRoute().flatMap(({ hasLoader, path }) => (hasLoader ? [path] : []));
export const actionPaths = () => everyRoute().flatMap(({ hasAction, path }) => (hasAction ? [path] : []));

/**
 * Whom a loader or action lets in, with what its access line names: an act, or the permission of a page.
 * Null where there is none, or it does not say.
 */
export function accessLine(source: string, exported: "loader" | "action"): AccessLine | null {
  const [, body = ""] = source.split(`export async function ${exported}(`);
  const [own = ""] = body.split(/\nexport /);
  const found = /\breturn (as[A-Z]\w+)\(request(?:, "([a-z-]+)")?/.exec(own);
  if (!found) return null;
  const [, access, named] = found;
  // that of a link is its purpose
  const name = named && access !== "asLink" ? (named as AccessLine["name"]) : null;
  return { access: access!, name, act: name && (name in STAFF_ACTS || name in OWN_ACTS) ? (name as AccessLine["act"]) : null };
}

type AccessLine = { access: string; name: OwnAct | ByStaff | null; act: OwnAct | StaffAct | null };
