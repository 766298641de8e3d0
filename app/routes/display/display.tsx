import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Checkbox } from "~/components/forms/checkbox";
import { Form } from "~/components/forms/form";
import { typedText } from "~/components/forms/form-state";
import { Radios } from "~/components/forms/radios";
import { PLAIN_DISPLAY } from "~/components/layout/display-context";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { asAnyone } from "~/http/access/access.server";
import { pathHere } from "~/http/access/next-path";
import { chosenDisplay, DisplaySchema, rememberDisplay } from "~/http/display.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { env } from "~/lib/env.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => {
    const chosen = chosenDisplay();
    return page({ ...(chosen ?? PLAIN_DISPLAY), state: chosen ? (chosen.isKept ? "kept" : "session") : "none", next: cameFrom(request) });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asAnyone(request, async () => {
    const form = await parseForm(request, DisplaySchema);
    if (!form.ok) return badRequest(form);

    const { keep, next, ...display } = form.data;
    const back = pathHere(next) ?? "/display";
    const isRemembered = rememberDisplay(display, keep === "yes");
    return redirectTo(isRemembered ? `/display/check?${new URLSearchParams({ next: back })}` : back, {
      success: "Text size and contrast are as you chose.",
    });
  });
}

/** The page that led here, as the address or the browser says: without a script nothing else knows it. */
function cameFrom(request: Request): string {
  const asked = new URL(request.url).searchParams.get("next");
  const referrer = request.headers.get("Referer") ?? "";
  const { baseUrl } = env();
  const path = pathHere(asked) ?? (referrer.startsWith(`${baseUrl}/`) ? pathHere(referrer.slice(baseUrl.length)) : null);
  return path && !/^\/display([/?]|$)/.test(path) ? path : "/display";
}

export const meta = title("Text size and contrast");

const SIZES = [
  { value: "normal", label: "Normal", hint: "As your browser shows text" },
  { value: "large", label: "Large", hint: "A quarter larger" },
  { value: "larger", label: "Larger", hint: "Half as large again" },
  { value: "largest", label: "Largest", hint: "Twice as large" },
];

const CONTRASTS = [
  { value: "normal", label: "Normal" },
  { value: "high", label: "High", hint: "White and yellow on black, borders in place of shades" },
];

const STATES: Record<string, string> = {
  none: "Nothing is kept on this device.",
  session: "Your choice is kept until you close the browser.",
  kept: "Your choice is kept on this device, for a year from when you made it.",
};

export default function DisplayPage() {
  const { textSize, contrast, state, next } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <PageTitle form={form} intro="How pages look on this device. It needs no account.">
        Text size and contrast
      </PageTitle>
      <Form action="/display" hidden={{ next: form ? typedText(form, "next") : next }}>
        <Radios name="textSize" label="Text size" choices={SIZES} initial={textSize} form={form} />
        <Radios name="contrast" label="Contrast" choices={CONTRASTS} initial={contrast} form={form} />
        <Checkbox
          name="keep"
          label="Keep this for a year on this device"
          hint="Otherwise it is forgotten when you close the browser"
          initial={state === "kept"}
          form={form}
        />
        <Button>Save</Button>
      </Form>
      <h2>What is kept</h2>
      <p>
        {STATES[state]} It is kept in a <a href="/cookies">cookie</a> that says nothing else about you.
      </p>
      {state === "none" ? null : (
        <Form action="/display/forget">
          <Button look="secondary">Forget my choice</Button>
        </Form>
      )}
    </>
  );
}
