import type { LoaderFunctionArgs } from "@remix-run/node";
import { Radios } from "~/components/forms/radios";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { MARKETING_PURPOSES } from "~/features/consents/marketing-purposes";
import { asConfidant } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "export-list", () => page({}));
}

export const meta = title("A list for letters or calls", "Members");

export default function ListsPage() {
  return (
    <ConfirmPage
      title="Make a list for letters or calls"
      action="/admin/members/lists/file"
      button="Make the list"
      back="/admin/members"
      warns={false}
    >
      <p>
        Everybody who allowed it for this purpose and in this way, as it is today: reference, name, and address or number. Making the list
        is written down, with its purpose. Use it for that only, soon, and delete it afterwards.
      </p>
      <Radios
        name="purpose"
        label="What is it for?"
        initial={MARKETING_PURPOSES[0].key}
        choices={MARKETING_PURPOSES.map(({ key, purpose }) => ({ value: key, label: purpose }))}
      />
      <Radios
        name="channel"
        label="How will you reach them?"
        initial="post"
        choices={[
          { value: "post", label: "By post" },
          { value: "phone", label: "By phone" },
        ]}
      />
    </ConfirmPage>
  );
}
