import { buildIfStale } from "../../bin/build.js";

/** Tests of whole processes run the built site. */
export default async function buildSite(): Promise<void> {
  await buildIfStale();
}
