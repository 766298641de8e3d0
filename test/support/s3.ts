import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { env } from "~/lib/env.server";

/**
 * A store that speaks what we use of S3's protocol over a socket: objects with ranges, lists in pages of a few, and an error of its own for
 * whatever is not signed as Signature Version 4 says, checked by code that is not the signer's.
 */
export type S3 = {
  url: string;
  objects: Map<string, { bytes: Buffer; at: Date }>;
  /** Each request as it came: method and address, whatever was answered. */
  asked: string[];
  /** What the next ones are answered with, instead: a status, or “hang up”. */
  faults: (number | "hang up")[];
  /** Whether it hangs up on everything. */
  isAway: boolean;
  close: () => Promise<void>;
};

export const S3_ACCESS = { region: "eu-west-2", keyId: "AKIDFORTESTS", secret: "a-secret-for-tests/with+signs", isPathStyle: true };
export const BUCKET = "uploads";
/** Objects in one page of a list. */
const PAGE = 3;

const sha256 = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");
const hmac = (key: Buffer | string, text: string) => createHmac("sha256", key).update(text).digest();
const strict = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

export async function anS3(): Promise<S3> {
  const s3: Omit<S3, "url" | "close"> = { objects: new Map(), asked: [], faults: [], isAway: false };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    s3.asked.push(`${request.method} ${request.url}`);
    const fault = s3.isAway ? "hang up" : s3.faults.shift();
    if (fault === "hang up") request.socket.destroy();
    else if (fault) refuse(response, fault, "SlowDown");
    else answer(s3, request, Buffer.concat(chunks), response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return Object.assign(s3, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close });
}

/** Makes it the store of this process, until the test is over. */
export function storeIn({ url }: Pick<S3, "url">, access = S3_ACCESS): () => void {
  const before = { uploads: env().uploads, store: env().store };
  Object.assign(env(), { uploads: { kind: "bucket", name: BUCKET }, store: { endpoint: url, ...access } });
  return () => void Object.assign(env(), before);
}

/** As the settings of another process. */
export const s3Environment = ({ url }: Pick<S3, "url">) => ({
  S3_ENDPOINT: url,
  S3_REGION: S3_ACCESS.region,
  S3_KEY_ID: S3_ACCESS.keyId,
  S3_SECRET: S3_ACCESS.secret,
});

function answer(s3: Omit<S3, "url" | "close">, request: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const url = new URL(request.url!, `http://${request.headers.host}`);
  const wrong = wrongSignature(request, url, body);
  if (wrong) {
    refuse(response, 403, wrong);
    return;
  }
  const inPath = url.pathname.split("/").slice(1);
  const [bucket, ...rest] = url.hostname === "127.0.0.1" ? inPath : [url.hostname.split(".")[0], ...inPath];
  const key = decodeURIComponent(rest.join("/"));
  const object = s3.objects.get(key);
  if (bucket !== BUCKET) refuse(response, 404, "NoSuchBucket");
  else if (key === "") list(s3, url.searchParams, response);
  else if (request.method === "PUT") {
    s3.objects.set(key, { bytes: body, at: new Date() });
    response.writeHead(200, { ETag: `"${sha256(body).slice(0, 32)}"` }).end();
  } else if (request.method === "DELETE") {
    s3.objects.delete(key);
    response.writeHead(204).end();
  } else if (!object) refuse(response, 404, "NoSuchKey");
  else {
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
    const part = from ? object.bytes.subarray(Number(from), Number(to) + 1) : object.bytes;
    response.writeHead(from ? 206 : 200, { "Content-Length": part.length }).end(request.method === "HEAD" ? undefined : part);
  }
}

function list({ objects }: Pick<S3, "objects">, asked: URLSearchParams, response: ServerResponse): void {
  const after = asked.get("continuation-token")?.replace(/^after&/, "") ?? "";
  const keys = [...objects.keys()].filter((key) => key.startsWith(asked.get("prefix") ?? "") && key > after).sort();
  const page = keys.slice(0, PAGE);
  const entries = page.map(
    (key) => `<Contents><Key>${key}</Key><LastModified>${objects.get(key)!.at.toISOString()}</LastModified></Contents>`,
  );
  const more = keys.length > PAGE ? `<NextContinuationToken>after&amp;${page.at(-1)}</NextContinuationToken>` : "";
  response.writeHead(200, { "Content-Type": "application/xml" });
  response.end(`<ListBucketResult><IsTruncated>${keys.length > PAGE}</IsTruncated>${entries.join("")}${more}</ListBucketResult>`);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "Content-Type": "application/xml" }).end(`<Error><Code>${code}</Code></Error>`);
}

/** As “Authenticating Requests: Using the Authorization Header (AWS Signature Version 4)” says; null where it is right. */
function wrongSignature(request: IncomingMessage, url: URL, body: Buffer): string | null {
  const { authorization = "", "x-amz-date": date = "", "x-amz-content-sha256": hash = "" } = request.headers as Record<string, string>;
  const pattern =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8}\/[^/]+\/s3\/aws4_request), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
  const [, keyId, scope, signed, signature] = pattern.exec(authorization) ?? [];
  if (!keyId || !scope || !signed || !signature) return "AccessDenied";
  if (keyId !== S3_ACCESS.keyId) return "InvalidAccessKeyId";
  const [day, region] = scope.split("/");
  if (region !== S3_ACCESS.region || !date.startsWith(day!)) return "AuthorizationHeaderMalformed";
  const at = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!(Math.abs(Date.now() - at) < 15 * 60_000)) return "RequestTimeTooSkewed";
  if (hash !== sha256(body)) return "XAmzContentSHA256Mismatch";
  const names = signed.split(";");
  const needed = ["host", ...Object.keys(request.headers).filter((name) => name.startsWith("x-amz-"))];
  if (needed.some((name) => !names.includes(name))) return "AccessDenied";
  const query = [...url.searchParams].map(([name, value]) => `${strict(name)}=${strict(value)}`).sort();
  const canonical = [
    request.method,
    url.pathname
      .split("/")
      .map((part) => strict(decodeURIComponent(part)))
      .join("/"),
    query.join("&"),
    ...names.map(
      (name) =>
        `${name}:${String(request.headers[name] ?? "")
          .trim()
          .replace(/ +/g, " ")}`,
    ),
    "",
    signed,
    hash,
  ].join("\n");
  const key = [...scope.split("/")].reduce<Buffer | string>((before, part) => hmac(before, part), `AWS4${S3_ACCESS.secret}`);
  const wanted = hmac(key, ["AWS4-HMAC-SHA256", date, scope, sha256(canonical)].join("\n")).toString("hex");
  return timingSafeEqual(Buffer.from(wanted), Buffer.from(signature)) ? null : "SignatureDoesNotMatch";
}
