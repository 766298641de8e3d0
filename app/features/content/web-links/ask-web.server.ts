import { lookup } from "node:dns/promises";
import { request as askPlainly, type IncomingMessage } from "node:http";
import { request as askSafely } from "node:https";
import { isIP } from "node:net";
import { atMost } from "~/lib/at-most";
import { isPublicAddress } from "./public-address";

/** Milliseconds for one answer, from the name of its host to its last byte. */
const LONGEST = 5000;
const MOST_HEADERS = 16_384;
/** Letters: no name has more. */
const LONGEST_HOST = 253;

/** How other sites are asked. */
export type Web = {
  /** The addresses of a host; none where there is no such host. Whatever else hinders it is thrown. */
  resolve: (host: string) => Promise<string[]>;
  /** Whether this address may be connected to. */
  allows: (address: string, port: number) => boolean;
  /** Who asks, with the site's address and a contact. */
  userAgent: string;
  /** Ended: whoever asks stops. */
  stopping?: AbortSignal;
};

/** Anybody's on the internet, where websites answer: nothing of this machine, nor of a network that it is in. */
export const publicWeb = (userAgent: string, stopping?: AbortSignal): Web => ({
  resolve: (host) =>
    lookup(host, { all: true, verbatim: false }).then(
      (found) => found.map(({ address }) => address),
      (error: NodeJS.ErrnoException) => {
        if (error.code === "ENOTFOUND") return [];
        throw error;
      },
    ),
  allows: (address, port) => (port === 80 || port === 443) && isPublicAddress(address),
  userAgent,
  stopping,
});

export type WebFailure = "odd" | "private" | "no-such-site" | "no-answer" | "insecure";
export type WebAnswer = { status: number; location: string | null; text: string } | { failure: WebFailure };

/** Whether an address is of the web, with a host that may be, and names nobody who signs in there. */
export function isWebAddress(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return false;
  return url.hostname.length <= LONGEST_HOST && !url.username && !url.password;
}

/**
 * Asks an address once, and follows nothing. Its host is looked up here, all that it has is judged, and the connection goes to the address
 * that was judged: what the name is said to mean a moment later changes nothing. Sent are a method, the path and who asks; no more is read
 * than `most` bytes, and never unpacked.
 */
export async function askWeb(
  web: Web,
  address: string,
  { method, most = 0 }: { method: "HEAD" | "GET"; most?: number },
): Promise<WebAnswer> {
  if (!isWebAddress(address)) return { failure: "odd" };
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  // that nobody says what a name means may be our own trouble
  const found = isIP(host) ? [host] : await atMost(LONGEST, web.resolve(host)).catch(() => null);
  if (!found) return { failure: "no-answer" };
  if (found.length === 0) return { failure: "no-such-site" };
  if (!found.every((each) => web.allows(each, port))) return { failure: found.some(isPublicAddress) ? "odd" : "private" };
  return send(web, url, { to: found.find((each) => isIP(each) === 4) ?? found[0]!, port, method, most });
}

type Sent = { to: string; port: number; method: string; most: number };

function send(web: Web, url: URL, { to, port, method, most }: Sent): Promise<WebAnswer> {
  const { hostname, pathname, search, protocol } = url;
  return new Promise((resolve) => {
    const asked = (protocol === "https:" ? askSafely : askPlainly)({
      host: to,
      port,
      method,
      path: pathname + search,
      ...(protocol === "https:" && !isIP(hostname.replace(/^\[|\]$/g, "")) ? { servername: hostname } : {}),
      headers: { Host: url.host, "User-Agent": web.userAgent, Accept: "*/*", "Accept-Encoding": "identity" },
      // one connection for one question
      agent: false,
      maxHeaderSize: MOST_HEADERS,
      signal: web.stopping,
    });
    const tooLong = setTimeout(() => asked.destroy(new Error("too slow")), LONGEST);
    const end = (answer: WebAnswer) => {
      clearTimeout(tooLong);
      resolve(answer);
      asked.destroy();
    };
    asked.on("error", (error) => end({ failure: failureOf(error) }));
    asked.on("response", (response) => {
      const { statusCode: status = 0, headers } = response;
      readSome(response, most).then(
        (text) => end({ status, location: headers.location ?? null, text }),
        (error) => end({ failure: failureOf(error) }),
      );
    });
    asked.end();
  });
}

async function readSome(response: IncomingMessage, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  if (most > 0)
    for await (const chunk of response) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= most) break;
    }
  return Buffer.concat(chunks).subarray(0, most).toString("utf8");
}

/** What OpenSSL and Node say of a certificate that holds for nobody, for others, or no more. */
const INSECURE = /^(?:CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO|HOSTNAME)/;
const failureOf = (error: unknown): WebFailure => (INSECURE.test((error as NodeJS.ErrnoException).code ?? "") ? "insecure" : "no-answer");
