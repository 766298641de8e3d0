import { findEmbedded } from "#db/embedded";
const urls = findEmbedded("/dev/shm/scale")!;
Object.assign(process.env, { NODE_ENV: "production", DEPLOYMENT: "demo", LOG_LEVEL: "error", DATABASE_URL: urls.databaseUrl, MIGRATE_DATABASE_URL: urls.migrateDatabaseUrl, DATA_DIR: "/dev/shm/scale", BASE_URL: "http://localhost:4750", PORT: "4750" });
const { recordStatements } = await import("../support/record-statements");
const { costOfPages } = await import("../support/cost-of-pages");
const { connect } = await import("#db/client.server");
const { startSite, enter } = await import("../support/http");
const fs = await import("node:fs");
const db = connect(urls.databaseUrl, { max: 2, statementTimeout: 120_000 });
const recorder = await recordStatements(urls.databaseUrl);
const site = await startSite({ DATABASE_URL: recorder.url, DEPLOYMENT: "demo" });
const SEARCHES = ["practice", "boiler", "practice manager", '"the practice"', '"rota locum"', "practcie", "zzzz", "practice -rota", "boiler&place=forum", "practice&sort=newest"].map((q) => `/search?q=${encodeURIComponent(q).replace("%26", "&").replace("%3D", "=")}`);
const [big] = await db.sql`select code from forum_topics order by last_post_number desc limit 1`;
const member = ["/", ...SEARCHES, `/forum/topics/${big!.code}`, `/forum/topics/${big!.code}?page=500`, `/forum/topics/${big!.code}?page=5000`];
const staff = [...member, "/admin/members?q=Volume", "/admin/members?q=member49", "/admin/members?q=Volume+Surgery+7", "/admin/members?q=subscriber5", "/admin/members?role=member", "/admin/members?organisation=Volume+Surgery+7", "/admin/mail?to=subscriber500"];
const viewers = [];
for (const [who, email, paths] of [["visitor", null, member], ["member", "manager@demo.example", member], ["admin", "admin@demo.example", staff], ["steering", "steering@demo.example", staff]] as const) {
  const browser = site.browser();
  if (email) await enter(browser, email);
  viewers.push({ who, browser, paths });
}
const costs = await costOfPages(viewers.filter((v) => !process.argv[2] || v.who === process.argv[2]), recorder, db.sql);
const rows = [...costs].map(([key, cost]) => ({ key, ...cost })).sort((a, b) => b.blocks - a.blocks);
fs.writeFileSync(process.argv[3] ?? "/tmp/costs.json", JSON.stringify(rows, null, 1));
for (const { key, path, statements, blocks, scanned } of rows.slice(0, 60)) console.log(String(blocks).padStart(8), String(statements).padStart(3), key.padEnd(60), path.slice(0, 60), [...new Set(scanned)].join(","));
await site.stop(); recorder.close(); await db.close(); process.exit(0);
