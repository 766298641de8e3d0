import { connect } from "node:net";
import { beforeAll, expect, test } from "vitest";
import { anAccount, aSite, type Site, startSite } from "../support/http";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

const EVIL = "evil.example";

test("B11: another host is turned away, except where machines ask whether we live", async () => {
  const own = new URL(site.baseUrl).host;
  for (const Host of [EVIL, `${own}.${EVIL}`, `${EVIL}:80`, "", `user@${own}`, `${own}:1`, "localhost"])
    expect({ Host, status: (await site.browser().get("/sign-in", { headers: { Host } })).status }).toEqual({ Host, status: 421 });
  expect((await site.browser().get("/healthz", { headers: { Host: EVIL } })).status).toBe(200);
});

test("B11: two hosts are one too many, in either order", async () => {
  const { host, hostname, port } = new URL(site.baseUrl);
  for (const hosts of [
    [host, EVIL],
    [EVIL, host],
  ]) {
    const lines = ["GET /sign-in HTTP/1.1", ...hosts.map((name) => `Host: ${name}`), "Connection: close", "", ""];
    expect(await firstLine(hostname, Number(port), lines.join("\r\n"))).toMatch(/^HTTP\/1\.1 4(00|21) /);
  }
});

test("B11: an absolute address in the request line is refused", async () => {
  expect((await site.browser().get(`http://${EVIL}/sign-in`)).status).toBe(400);
});

test("B11: what a request says about hosts reaches no page, redirect or cookie", async () => {
  const { email } = await anAccount();
  const liar = site.browser({
    "X-Forwarded-Host": EVIL,
    "X-Forwarded-Port": "1234",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "203.0.113.1",
    Forwarded: `host=${EVIL};proto=https`,
    "X-Original-URL": "/account",
    "X-Rewrite-URL": "/account",
  });

  const answers = [
    await liar.get("/sign-in"),
    await liar.get("/account"),
    await liar.get("/no/such/page"),
    await liar.get("/sign-in/"),
    await liar.post("/forgot-password", { email }),
    await liar.post("/sign-out", {}),
  ];

  for (const { html, headers, location } of answers) {
    expect(html).not.toContain(EVIL);
    expect(JSON.stringify([...headers])).not.toContain(EVIL);
    expect(location ?? "/").toMatch(/^\//);
  }
});

test("B11: a demo leads the machine's other names to its own, and nobody else's", async () => {
  const demo = await startSite({ DEPLOYMENT: "demo" });
  try {
    const { host, port } = new URL(demo.baseUrl);
    const led = await demo.browser().get("/sign-in?next=%2Fforum", { headers: { Host: `127.0.0.1:${port}` } });
    expect(led.status).toBe(302);
    expect(led.location).toBe(`http://${host}/sign-in?next=%2Fforum`);
    expect((await demo.browser().get("/sign-in", { headers: { Host: EVIL } })).status).toBe(421);
  } finally {
    await demo.stop();
  }
});

/** What no client library would send. */
function firstLine(host: string, port: number, text: string): Promise<string> {
  return new Promise((done, failed) => {
    let answer = "";
    const socket = connect({ host, port }, () => socket.write(text));
    socket.on("data", (chunk) => (answer += chunk));
    socket.on("end", () => done(answer.split("\r\n")[0]!));
    socket.on("error", failed);
  });
}
