import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer, type Server } from "node:http";
import { type AddressInfo, createServer as createPlain, connect as dial } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askWeb, publicWeb, type Web } from "~/features/content/web-links/ask-web.server";
import { visitLink } from "~/features/content/web-links/visit-link.server";
import { systemCtxFor } from "../support/context";

/** A site on this machine, which the tests alone may ask: by an address that they name. */
let site: Server;
let port = 0;
let hosts = 0;
let asked: { url: string; headers: Record<string, unknown>; method: string }[] = [];
const answers: Record<string, (res: import("node:http").ServerResponse) => void> = {};
beforeAll(async () => {
  site = createServer((req, res) => {
    asked.push({ url: req.url!, headers: req.headers, method: req.method! });
    const answer = answers[req.url!];
    if (answer) return answer(res);
    res.statusCode = req.url === "/robots.txt" ? 404 : 200;
    res.end("words");
  });
  await new Promise<void>((done) => site.listen(0, "127.0.0.1", done));
  port = (site.address() as AddressInfo).port;
});
afterAll(() => {
  site.closeAllConnections();
  site.close();
});

/** As a live portal asks, and this machine's one port beside it. `names`: what hosts are said to be. */
function web(names: Record<string, string[] | (() => string[])> = {}): Web {
  const open = publicWeb("Ours/1.0 (+https://portal.example; hello@portal.example)");
  return {
    ...open,
    resolve: async (host) => {
      const found = names[host] ?? [];
      return typeof found === "function" ? found() : found;
    },
    allows: (address, at) => open.allows(address, at) || (address === "127.0.0.1" && at === port),
  };
}

/** The connections that are begun while something is done. */
async function dialled(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const see = () => count++;
  subscribe("net.client.socket", see);
  try {
    await work();
  } finally {
    unsubscribe("net.client.socket", see);
  }
  return count;
}

test("what counts connections sees one", async () => {
  expect(
    await dialled(
      () =>
        new Promise((done) =>
          dial(port, "127.0.0.1").on("connect", function (this: import("node:net").Socket) {
            this.end();
            done(null);
          }),
        ),
    ),
  ).toBe(1);
});

const strict = () => publicWeb("Ours/1.0");

test.each([
  ["this machine", "http://127.0.0.1/"],
  ["this machine by its other addresses", "http://127.8.8.8/"],
  ["this machine by one number", "http://2130706433/"],
  ["this machine in octal", "http://0177.0.0.1/"],
  ["this machine in hexadecimal", "http://0x7f.1/"],
  ["this machine in IPv6", "http://[::1]/"],
  ["no address", "http://0.0.0.0/"],
  ["no address in IPv6", "http://[::]/"],
  ["a private network", "http://10.1.2.3/"],
  ["a private network", "http://172.16.0.1/"],
  ["a private network", "http://172.31.255.254/"],
  ["a private network", "http://192.168.1.1/"],
  ["a carrier's network", "http://100.64.0.1/"],
  ["what clouds tell their machines", "http://169.254.169.254/latest/meta-data/"],
  ["what clouds tell their machines in IPv6", "http://[fd00:ec2::254]/"],
  ["a link's own network", "http://[fe80::1]/"],
  ["version 4 in version 6", "http://[::ffff:127.0.0.1]/"],
  ["version 4 in version 6, in hexadecimal", "http://[::ffff:7f00:1]/"],
  ["version 4 behind a translator", "http://[64:ff9b::7f00:1]/"],
  ["version 4 in 6to4", "http://[2002:7f00:1::]/"],
  ["many at once", "http://224.0.0.1/"],
  ["nobody's", "http://255.255.255.255/"],
  ["who signs in there", "http://user:secret@93.184.216.34/"],
  ["who signs in there without a password", "https://user@93.184.216.34/"],
  ["the port of mail", "http://93.184.216.34:25/"],
  ["the port of a database", "https://93.184.216.34:5432/"],
  ["a port that is no website's", "http://93.184.216.34:8080/"],
  ["a file", "file:///etc/passwd"],
  ["gopher", "gopher://93.184.216.34/"],
  ["ftp", "ftp://93.184.216.34/"],
  ["what is no address", "http://"],
])("B21: %s is refused before anything is connected to (%s)", async (_what, address) => {
  for (const method of ["HEAD", "GET"] as const) {
    let answer: unknown;
    expect(await dialled(async () => (answer = await askWeb(strict(), address, { method })))).toBe(0);
    expect(answer).toEqual({ failure: "private" });
  }
});

test.each([
  ["private", ["10.0.0.1"]],
  ["public and private at once", ["93.184.216.34", "10.0.0.1"]],
  ["of this machine in IPv6", ["::1"]],
])("B21: a name whose addresses are %s is refused before anything is connected to", async (_what, addresses) => {
  let answer: unknown;
  const work = async () =>
    (answer = await askWeb({ ...strict(), resolve: async () => addresses }, "http://inside.example/", { method: "HEAD" }));
  expect(await dialled(work)).toBe(0);
  expect(answer).toEqual({ failure: "private" });
});

test("B21: a name that means another address a moment later is connected to at the one that was judged", async () => {
  let times = 0;
  // what the machine itself would be told of the name is nothing: whoever asked once more would not arrive
  const asking = web({ "rebound.invalid": () => (times++ === 0 ? ["127.0.0.1"] : ["10.0.0.1"]) });
  asked = [];
  const answer = await askWeb(asking, `http://rebound.invalid:${port}/here`, { method: "HEAD" });
  expect([answer, times]).toEqual([{ status: 200, location: null, text: "" }, 1]);
  expect(asked[0]).toMatchObject({ url: "/here", headers: { host: `rebound.invalid:${port}` } });
});

test.each([
  ["a private address", "http://10.0.0.1/"],
  ["this machine's other ports", "http://127.0.0.1:1/"],
  ["what clouds tell their machines", "http://169.254.169.254/"],
  ["a file", "file:///etc/passwd"],
  ["somebody who signs in", "http://a:b@93.184.216.34/"],
])("B21: a site that leads on to %s is not followed", async (_what, location) => {
  const host = `leads${++hosts}.example`;
  answers["/on"] = (res) => res.writeHead(302, { Location: location }).end();
  const outcome = await dialled(async () => {
    expect(await visitLink(systemCtxFor(), web({ [host]: ["127.0.0.1"] }), `http://${host}:${port}/on`)).toBe("private");
  });
  // robots.txt and the page itself
  expect(outcome).toBe(2);
});

test("B21: no more than three redirects are followed", async () => {
  for (const step of [1, 2, 3, 4, 5]) answers[`/step${step}`] = (res) => res.writeHead(302, { Location: `/step${step + 1}` }).end();
  asked = [];
  expect(await visitLink(systemCtxFor(), web({ "steps.example": ["127.0.0.1"] }), `http://steps.example:${port}/step1`)).toBe("astray");
  expect(asked.map(({ url }) => url)).toEqual(["/robots.txt", "/step1", "/step2", "/step3", "/step4"]);
});

test("B21: of an answer no more is read than was asked for, and never unpacked", async () => {
  let sent = 0;
  answers["/endless"] = (res) => {
    res.writeHead(200, { "Content-Encoding": "gzip" });
    const more = () => {
      while (!res.destroyed && res.write(Buffer.alloc(64 * 1024))) sent += 64 * 1024;
      if (!res.destroyed) res.once("drain", more);
    };
    more();
  };
  const answer = await askWeb(web(), `http://127.0.0.1:${port}/endless`, { method: "GET", most: 1000 });
  expect(answer).toMatchObject({ status: 200 });
  expect((answer as { text: string }).text).toHaveLength(1000);
  expect(sent).toBeLessThan(20 * 1024 * 1024);
  expect(await askWeb(web(), `http://127.0.0.1:${port}/endless`, { method: "GET" })).toMatchObject({ status: 200, text: "" });
});

test("B21: what sends a letter at a time, or headers without an end, is left", async () => {
  answers["/slow"] = (res) => {
    res.writeHead(200);
    const dripping = setInterval(() => res.write("x"), 50);
    res.on("close", () => clearInterval(dripping));
  };
  expect(await askWeb(web(), `http://127.0.0.1:${port}/slow`, { method: "GET", most: 100_000 })).toEqual({ failure: "no-answer" });
  const long = createPlain((socket) => {
    socket.on("error", () => {});
    socket.write(`HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(100_000)}\r\n`);
  });
  await new Promise<void>((done) => long.listen(0, "127.0.0.1", done));
  const at = (long.address() as AddressInfo).port;
  const asking: Web = { ...web(), allows: () => true };
  expect(await askWeb(asking, `http://127.0.0.1:${at}/`, { method: "HEAD" })).toEqual({ failure: "no-answer" });
  long.close();
});

test("LMS-9: a site is sent the path and who asks: no page that leads there, no cookie, nobody's name", async () => {
  asked = [];
  await visitLink(systemCtxFor(), web({ "told.example": ["127.0.0.1"] }), `http://told.example:${port}/page?a=b`);
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(["GET /robots.txt", "HEAD /page?a=b"]);
  for (const { headers } of asked)
    expect(headers).toEqual({
      host: `told.example:${port}`,
      "user-agent": "Ours/1.0 (+https://portal.example; hello@portal.example)",
      accept: "*/*",
      "accept-encoding": "identity",
      connection: "close",
    });
});
