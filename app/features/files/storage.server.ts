import { env } from "~/lib/env.server";
import type { StorePlace } from "~/lib/store-place";
import type { Store } from "./store";
import { openBucket } from "./store-bucket.server";
import { openFolder } from "./store-folder.server";

/** @throws where it is a bucket, and no setting says how that is asked */
export function openStore(place: StorePlace): Store {
  if (place.kind === "folder") return openFolder(place.path);
  const { store } = env();
  if (!store) throw new Error("A bucket needs S3_ENDPOINT, S3_KEY_ID and S3_SECRET.");
  return openBucket(place.name, store);
}

let open: { place: StorePlace; store: Store } | null = null;

/** The store that the settings name. */
export function storage(): Store {
  const place = env().uploads;
  if (open?.place !== place) open = { place, store: openStore(place) };
  return open.store;
}

/** All bytes of a part: 10 MB at most. */
export async function readWhole(store: Store, code: string, part: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of store.read(code, part)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
