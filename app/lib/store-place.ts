/** Where pictures and files lie: a folder, or a bucket of a store that speaks S3's protocol. */
export type StorePlace = { kind: "folder"; path: string } | { kind: "bucket"; name: string };

/** How a store that speaks S3's protocol is asked. */
export type StoreAccess = { endpoint: string; region: string; keyId: string; secret: string; isPathStyle: boolean };

type AccessSettings = Partial<Record<"S3_ENDPOINT" | "S3_REGION" | "S3_KEY_ID" | "S3_SECRET" | "S3_PATH_STYLE", string>>;

/** A name that every store takes, in an address before the host too. */
const BUCKET = /^s3:([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])$/;

/** `file:/srv/uploads`, the path as it is written, or `s3:bucket`; null where it is neither. */
export function readPlace(address: string): StorePlace | null {
  const [, name] = BUCKET.exec(address) ?? [];
  if (name) return { kind: "bucket", name };
  const [, path] = /^file:(?:\/\/)?(\/?[^/].*)$/.exec(address) ?? [];
  return path ? { kind: "folder", path } : null;
}

/** Everything of it, or nothing. What is wrong is added to `wrong`. */
export function readAccess(s: AccessSettings, { loopback, wrong }: { loopback: ReadonlySet<string>; wrong: string[] }): StoreAccess | null {
  const given = [s.S3_ENDPOINT, s.S3_KEY_ID, s.S3_SECRET].filter(Boolean).length;
  if (given === 0) return null;
  const endpoint = s.S3_ENDPOINT && URL.canParse(s.S3_ENDPOINT) ? new URL(s.S3_ENDPOINT) : null;
  if (given < 3) wrong.push("S3_ENDPOINT, S3_KEY_ID, S3_SECRET: give all three or none.");
  else if (!endpoint || !/^https?:$/.test(endpoint.protocol) || endpoint.href !== `${endpoint.origin}/`)
    wrong.push("S3_ENDPOINT: write the store’s address without a bucket, like https://s3.eu-west-2.amazonaws.com.");
  else if (endpoint.protocol === "http:" && !loopback.has(endpoint.hostname.replace(/^\[|\]$/g, "")))
    wrong.push("S3_ENDPOINT: another host has to encrypt. Write an https address.");
  else
    return {
      endpoint: endpoint.origin,
      region: s.S3_REGION ?? "us-east-1",
      keyId: s.S3_KEY_ID!,
      secret: s.S3_SECRET!,
      isPathStyle: s.S3_PATH_STYLE !== "0",
    };
  return null;
}
