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
  ["this machine", "http://127.0.0.1/", "private"],
  ["this machine by its other addresses", "http://127.8.8.8/", "private"],
  ["this machine by one number", "http://2130706433/", "private"],
  ["this machine in octal", "http://0177.0.0.1/", "private"],
  ["this machine in hexadecimal", "http://0x7f.1/", "private"],
  ["this machine in IPv6", "http://[::1]/", "private"],
  ["no address", "http://0.0.0.0/", "private"],
  ["no address in IPv6", "http://[::]/", "private"],
  ["a private network", "http://10.1.2.3/", "private"],
  ["a private network", "http://172.16.0.1/", "private"],
  ["a private network", "http://172.31.255.254/", "private"],
  ["a private network", "http://192.168.1.1/", "private"],
  ["a carrier's network", "http://100.64.0.1/", "private"],
  ["what clouds tell their machines", "http://169.254.169.254/latest/meta-data/", "private"],
  ["what clouds tell their machines in IPv6", "http://[fd00:ec2::254]/", "private"],
  ["a link's own network", "http://[fe80::1]/", "private"],
  ["version 4 in version 6", "http://[::ffff:127.0.0.1]/", "private"],
  ["version 4 in version 6, in hexadecimal", "http://[::ffff:7f00:1]/", "private"],
  ["version 4 behind a translator", "http://[64:ff9b::7f00:1]/", "private"],
  ["version 4 in 6to4", "http://[2002:7f00:1::]/", "private"],
  ["many at once", "http://224.0.0.1/", "private"],
  ["nobody's", "http://255.255.255.255/", "private"],
  ["who signs in there", "http://user:secret@93.184.216.34/", "odd"],
  ["who signs in there without a password", "https://user@93.184.216.34/", "odd"],
  ["the port of mail", "http://93.184.216.34:25/", "odd"],
  ["the port of a database", "https://93.184.216.34:5432/", "odd"],
  ["a port that is no website's", "http://93.184.216.34:8080/", "odd"],
  ["a file", "file:///etc/passwd", "odd"],
  ["gopher", "gopher://93.184.216.34/", "odd"],
  ["ftp", "ftp://93.184.216.34/", "odd"],
  ["what is no address", "http://", "odd"],
])("B21: %s is refused before anything is connected to (%s)", async (_what, address, failure) => {
  for (const method of ["HEAD", "GET"] as const) {
    let answer: unknown;
    expect(await dialled(async () => (answer = await askWeb(strict(), address, { method })))).toBe(0);
    expect(answer).toEqual({ failure });
  }
});

test.each([
  ["private", ["10.0.0.1"], "private"],
  ["public and private at once", ["93.184.216.34", "10.0.0.1"], "odd"],
  ["of this machine in IPv6", ["::1"], "private"],
])("B21: a name whose addresses are %s is refused before anything is connected to", async (_what, addresses, failure) => {
  let answer: unknown;
  const work = async () =>
    (answer = await askWeb({ ...strict(), resolve: async () => addresses }, "http://inside.example/", { method: "HEAD" }));
  expect(await dialled(work)).toBe(0);
  expect(answer).toEqual({ failure });
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
  ["a private address", "http://10.0.0.1/", "private"],
  ["this machine's other ports", "http://127.0.0.1:1/", "private"],
  ["what clouds tell their machines", "http://169.254.169.254/", "private"],
  ["a file", "file:///etc/passwd", "odd"],
  ["somebody who signs in", "http://a:b@93.184.216.34/", "odd"],
])("B21: a site that leads on to %s is not followed", async (_what, location, outcome) => {
  const host = `leads${++hosts}.example`;
  answers["/on"] = (res) => res.writeHead(302, { Location: location }).end();
  const count = await dialled(async () => {
    expect(await visitLink(systemCtxFor(), web({ [host]: ["127.0.0.1"] }), `http://${host}:${port}/on`)).toBe(outcome);
  });
  // robots.txt and the page itself
  expect(count).toBe(2);
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
