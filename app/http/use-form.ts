import { useActionData, useRouteLoaderData } from "@remix-run/react";
import type { FormState } from "~/components/ui/form-state";

type Root = { kept: { path: string; values: FormState["values"] } | null };

/**
 * The form that came back: refused by this page's action, or sent to `action` before its sender had signed in. A page that shows a form of
 * another address (a topic shows the reply form) names that address.
 */
export function useForm(action?: string): FormState | undefined {
  const refused = useActionData<FormState | undefined>();
  const root = useRouteLoaderData("root") as Root | undefined;
  if (refused && "errors" in refused && "values" in refused) return refused as FormState;
  if (action && root?.kept?.path === action) return { errors: {}, values: root.kept.values };
  return undefined;
}
