import { expect, test } from "vitest";
import { Checkbox } from "~/components/forms/checkbox";
import { ErrorSummary } from "~/components/forms/error-summary";
import { PasswordField } from "~/components/forms/password-field";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { WordContext } from "~/components/layout/word-context";
import { fields, html, wrongForm } from "./parts";

test("each error is said twice in the same words, and the first leads to its control", () => {
  const markup = html(fields(wrongForm));

  for (const [name, message] of Object.entries(wrongForm.errors)) {
    expect(markup.split(message)).toHaveLength(3);
    expect(markup).toContain(`<a href="#${name}">${message}</a>`);
    expect(markup).toMatch(new RegExp(`<(input|textarea)[^>]* id="${name}"`));
  }
});

test("a wrong field is described by its hint and its error", () => {
  expect(html(fields(wrongForm))).toMatch(/id="email"[^>]*aria-describedby="email-hint email-error"/);
});

test("a form that was not sent shows no error", () => {
  expect(html(fields())).not.toMatch(/There is a problem|Error:/);
});

test("a refusal of the whole form stands in the summary", () => {
  expect(html(<ErrorSummary form={{ errors: {}, values: {}, summary: "The topic was closed meanwhile." }} />)).toContain(
    "The topic was closed meanwhile.",
  );
});

test("what was typed comes back as text", () => {
  const markup = html(fields(wrongForm));

  expect(markup).toContain('value="not an address"');
  expect(markup).toContain("Hello &lt;b&gt;there&lt;/b&gt;</textarea>");
});

test("the boxes that were ticked come back, and no others", () => {
  const ticked = html(fields(wrongForm)).match(/<input[^>]* checked=""[^>]*>/g) ?? [];

  expect(ticked.map((input) => /value="(\w+)"/.exec(input)?.[1])).toEqual(["second"]);
});

test("a box that was unticked stays so, whatever the page starts with", () => {
  const sent = { errors: {}, values: {} };

  expect(html(<Checkbox name="mail" label="Mail me" initial />)).toContain("checked");
  expect(html(<Checkbox name="mail" label="Mail me" initial form={sent} />)).not.toContain("checked");
});

test("an emptied field stays empty, whatever the page starts with", () => {
  expect(html(<TextField name="job" label="Job" initial="Manager" form={{ errors: {}, values: { job: "" } }} />)).toContain('value=""');
});

test("a password never comes back", () => {
  const form = { errors: { password: "Too short" }, values: { password: "hunter2" } };

  expect(html(<PasswordField name="password" label="Password" autoComplete="new-password" form={form} />)).not.toContain("hunter2");
});

test("above the heading stands what went wrong or what was done, never both", () => {
  const after = (form?: typeof wrongForm) =>
    html(
      <WordContext.Provider value={{ kind: "success", text: "Saved." }}>
        <PageTitle form={form}>Profile</PageTitle>
      </WordContext.Provider>,
    );

  expect(after()).toMatch(/Saved\..*<h1/s);
  expect(after(wrongForm)).toMatch(/There is a problem.*<h1/s);
  expect(after(wrongForm)).not.toContain("Saved.");
});
