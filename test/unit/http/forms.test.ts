import { expect, test } from "vitest";
import { z } from "zod";
import { type Exchange, inExchange } from "~/http/exchange.server";
import { parseForm } from "~/http/forms/forms.server";

const Schema = z.object({
  title: z.string("Enter a title").trim().min(1, "Enter a title").max(20, "Shorter"),
  topics: z.array(z.string()).default([]),
  password: z.string().optional(),
});

const posted = (body: string, type = "application/x-www-form-urlencoded") =>
  new Request("http://localhost/x", { method: "POST", body, headers: { "Content-Type": type } });

test("a good form gives typed data", async () => {
  expect(await parseForm(posted("title=+Hello+&topics=a&topics=b"), Schema)).toMatchObject({
    ok: true,
    data: { title: "Hello", topics: ["a", "b"] },
  });
});

test("a bad form gives a sentence per field and what was typed", async () => {
  expect(await parseForm(posted("title=&topics=a"), Schema)).toMatchObject({
    ok: false,
    errors: { title: "Enter a title" },
    values: { title: "", topics: ["a"] },
  });
});

test("passwords never come back", async () => {
  const form = await parseForm(posted("title=&password=hush"), Schema);

  expect(JSON.stringify(form)).not.toContain("hush");
});

test("a good form can still be refused, with what was typed", async () => {
  const form = await parseForm(posted("title=Hello&password=hush"), Schema);

  expect(form.refused("Taken", "title")).toMatchObject({ ok: false, errors: { title: "Taken" }, values: { title: "Hello", topics: [] } });
  expect(form.refused("Closed")).toMatchObject({ ok: false, errors: {}, values: { title: "Hello", topics: [] }, summary: "Closed" });
});

test("B25: fields that the schema does not name are not there", async () => {
  const body = "title=Hi&role=administrator&isAdmin=1&personId=x&createdAt=2020-01-01&constructor=x&__proto__=x&__proto__[role]=admin";
  const form = await parseForm(posted(body), Schema);

  expect(form.ok && Object.keys(form.data)).toEqual(["title", "topics"]);
  expect(({} as Record<string, unknown>).role).toBeUndefined();
});

test("B25: of a field sent twice the first counts, where one is asked for", async () => {
  expect(await parseForm(posted("title=first&title=second"), Schema)).toMatchObject({ ok: true, data: { title: "first" } });
});

test("B46: names that look like objects or lists reach no field, however deep", async () => {
  const deep = `title${"[a]".repeat(5000)}=x&title[]=x&title.x=x&title[__proto__][polluted]=1`;

  expect(await parseForm(posted(deep), Schema)).toMatchObject({ ok: false, errors: { title: "Enter a title" } });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test.each(["application/json", "text/plain", "application/xml", ""])("B46: a body of type %j is no form", async (type) => {
  const form = await parseForm(posted('{"title":{"$ne":1}}', type), Schema);

  expect(form).toMatchObject({ ok: false, errors: {}, values: {}, summary: expect.any(String) });
});

test("control characters are taken out, lines end one way, halves of characters are replaced", async () => {
  const form = await parseForm(posted("title=a%00b%1b%7fc%0d%0ad%0de%09f%ED%A0%80"), Schema);

  expect(form.ok && form.data.title).toMatch(/^abc\nd\ne\tf\uFFFD*$/);
});

test("a broken multipart body is no form", async () => {
  expect(await parseForm(posted("nonsense", "multipart/form-data; boundary=x"), Schema)).toMatchObject({ ok: false });
});

test("B25: a file where text is asked for counts as nothing", async () => {
  const body = new FormData();
  body.set("title", new File(["x"], "x.txt"));
  const request = new Request("http://localhost/x", { method: "POST", body });

  expect(await parseForm(request, Schema)).toMatchObject({ ok: false, errors: { title: "Enter a title" } });
});

test.each([
  { named: "reason", field: z.string().trim().min(1), isOne: true },
  { named: "why", field: z.enum(["asked-for"]), isOne: true },
  { named: "purpose", field: z.enum(["support"]), isOne: true },
  { named: "reason", field: z.string(), isOne: false },
  { named: "reason", field: z.string().min(1).optional(), isOne: false },
  { named: "why", field: z.string().min(1).default("None"), isOne: false },
  { named: "title", field: z.string().min(1), isOne: false },
])(
  "B48: a form whose $named may be left out ($isOne: may not) is none for an act that demands a reason",
  async ({ named, field, isOne }) => {
    const schema = z.object({ [named]: field });
    const parse = (demandsReason: boolean) =>
      inExchange({ demandsReason } as Exchange, () => parseForm(posted(`${named}=asked-for`), schema)).then(
        () => true,
        () => false,
      );

    expect([await parse(true), await parse(false)]).toEqual([isOne, true]);
  },
);
