import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { ownerDb, testDb } from "../../support/context";
import { anAccount } from "../../support/http";
import { aMember } from "../../support/people";
import { runPortal } from "../../support/processes";

test("a command that is not understood ends with 2 and says where help is", async () => {
  for (const args of [
    ["nonsense"],
    ["erase-person"],
    ["erase-person", "X1", "--post=delete"],
    ["seed", "volume", "--members=many"],
    ["create-admin", "--email=me"],
  ]) {
    const { code, output } = await runPortal(args);
    expect(code, args.join(" ")).toBe(2);
    expect(output).toContain("See npm run portal -- --help");
  }
});

test("help names every command, and ends with 0", async () => {
  const { code, output } = await runPortal(["--help"]);
  expect(code).toBe(0);
  for (const command of [
    "migrate",
    "seed",
    "create-admin",
    "reset-second-factor",
    "export-person",
    "erase-person",
    "import-forum",
    "export-forum",
    "convert-forum",
    "receive-mail",
    "doctor",
  ])
    expect(output).toContain(command);
});

test("a person who does not exist is a refusal: one line, 1", async () => {
  const { code, output } = await runPortal(["export-person", "nobody@practice.example"]);
  expect({ code, output: output.trim() }).toEqual({ code: 1, output: "There is no such person." });
});

test("export-person writes two files for whoever runs it alone, and says where", async () => {
  const { email, ref } = await aMember({ fullName: "Edwin Marsh" });
  const { code, output } = await runPortal(["export-person", email, "--json"]);
  expect(code).toBe(0);
  const { html, json, ...outcome } = JSON.parse(output);
  expect(outcome).toEqual({ ok: true, reference: ref, rows: 4 });
  for (const file of [html, json])
    expect([statSync(file).mode & 0o077, readFileSync(file, "utf8")]).toEqual([0, expect.stringContaining("Edwin Marsh")]);
  rmSync(dirname(html), { recursive: true });
});

test("export-person says nothing and leaves nothing where it could not be written down", async () => {
  const { email } = await aMember();
  const { sql } = ownerDb();
  await sql.unsafe(`create function fail_here() returns trigger language plpgsql as $$ begin raise exception 'not now'; end $$;
    create trigger fail_here before insert on audit_entries for each row when (new.action = 'person.exported') execute function fail_here()`);
  const folder = mkdtempSync(join(tmpdir(), "exports-"));
  const { code, output } = await runPortal(["export-person", email, "--json"], { TMPDIR: folder });
  await sql.unsafe("drop function fail_here() cascade");
  const left = readdirSync(folder).filter((name) => name.startsWith("portal-"));
  rmSync(folder, { recursive: true });
  expect([code === 0, output.includes('"ok":true'), left]).toEqual([false, false, []]);
});

test("create-admin prints, for a new address, a link to set the account up", async () => {
  const { code, output } = await runPortal(["create-admin", "--email", "First@Practice.example", "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject({
    ok: true,
    granted: false,
    link: expect.stringMatching(/^http:\/\/localhost:3000\/set-up\/\S{20,}$/),
  });
  const [proof] = await testDb().sql`select canonical from proofs where purpose = 'set-up'`;
  expect(proof!.canonical).toBe("first@practice.example");
});

test("reset-second-factor says what was there to take, and refuses an address without an account", async () => {
  const { email } = await anAccount({ roles: ["editor"] });
  const reset = ["reset-second-factor", "--json", "--email"];
  expect(JSON.parse((await runPortal([...reset, email])).output)).toEqual({ ok: true, reset: true });
  expect(JSON.parse((await runPortal([...reset, email])).output)).toEqual({ ok: true, reset: false });

  const { code, output } = await runPortal([...reset, "nobody@practice.example"]);
  expect({ code, output: output.trim() }).toEqual({ code: 1, output: "There is no such account." });
});

test("doctor tells a ledger that was changed behind its seals", async () => {
  const environment = { SMTP_URL: `smtp://127.0.0.1:${process.env.PORT ?? 1}` };
  const { sql } = ownerDb();
  await sql`insert into ledger_seals (ledger, seal, first_id, last_id, rows, previous_root, root, at)
    values ('consent', 1, 1, 1, 1, ''::bytea, ''::bytea, now())`;

  const { code, output } = await runPortal(["doctor", "--json"], environment);
  const findings: { name: string; state: string }[] = JSON.parse(output).findings;

  expect(code).toBe(1);
  expect(findings.find(({ name }) => name === "Ledgers")?.state).toBe("bad");
  expect(findings.find(({ name }) => name === "Migrations")?.state).toBe("good");
  expect(findings.find(({ name }) => name === "Roles")?.state).toBe("good");
});
