import { type IncomingHttpHeaders, request } from "node:http";
import { DEMO_PASSWORD } from "./stage";

/** What a browser says it can read. */
export const ENCODINGS = "gzip, deflate, br";

/** One page, its bytes as they were sent. */
export function fetchPage(
  baseUrl: string,
  path: string,
  { cookie, encodings = ENCODINGS }: { cookie?: string; encodings?: string } = {},
): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> {
  const headers = { "Accept-Encoding": encodings, ...(cookie ? { Cookie: cookie } : {}) };
  return new Promise((done, failed) => {
    const sent = request(baseUrl + path, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", failed);
      response.on("end", () => {
        if (response.statusCode !== 200) return failed(new Error(`${path} answered ${response.statusCode}`));
        done({ headers: response.headers, body: Buffer.concat(chunks) });
      });
    });
    sent.on("error", failed);
    sent.end();
  });
}

/** Signs in through the form, from some network; gives the cookie. */
export async function signIn(baseUrl: string, email: string, network = "10.0.0"): Promise<string> {
  const response = await fetch(`${baseUrl}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: baseUrl, "X-Forwarded-For": `${network}.1` },
    body: new URLSearchParams({ email, password: DEMO_PASSWORD }),
  });
  await response.arrayBuffer();
  const cookie = response.headers.getSetCookie().map((line) => line.slice(0, line.indexOf(";")));
  if (response.status !== 303 && response.status !== 302) throw new Error(`signing in as ${email} answered ${response.status}`);
  return cookie.join("; ");
}

/** Sends a form as whoever the cookie is; gives the status of the answer. */
export async function postForm(baseUrl: string, path: string, cookie: string, fields: Record<string, string>): Promise<number> {
  const response = await fetch(baseUrl + path, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: baseUrl, Cookie: cookie },
    body: new URLSearchParams(fields),
  });
  await response.arrayBuffer();
  return response.status;
}
