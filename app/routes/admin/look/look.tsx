import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { ButtonRow } from "~/components/ui/button-row";
import { shownPicture } from "~/features/files/look.server";
import { LOOK_PART_FIELDS } from "~/features/settings/look-parts";
import { getSettings } from "~/features/settings/settings.queries.server";
import { LOOK_PARTS } from "~/features/settings/site-settings";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "manage-settings", async (ctx) => {
    const settings = await getSettings(ctx);
    return page({ parts: LOOK_PARTS.map((part) => ({ part, picture: settings[part] && shownPicture(settings[part]) })) });
  });
}

export const meta = title("Logo and pictures", "Settings");

export default function LookPage() {
  const { parts } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/settings"]} />
      <PageTitle intro="What makes the site look like your network, and like no other.">Logo and pictures</PageTitle>
      {parts.map(({ part, picture }) => {
        const { address, title, hint } = LOOK_PART_FIELDS[part];
        const href = `/admin/settings/look/${address}`;
        return (
          <section key={part} aria-labelledby={address}>
            <h2 id={address}>{title}</h2>
            <p>{hint}</p>
            {picture ? (
              <>
                <p>
                  <img className={`pn-look pn-look--${address}`} {...sized(picture)} alt={picture.alternative} />
                </p>
                <ButtonRow>
                  <ButtonLink href={href} look="secondary">
                    Change {title.toLowerCase()}
                  </ButtonLink>
                  <Form action={`${href}/remove`}>
                    <Button look="link" hidden={title.toLowerCase()}>
                      Remove
                    </Button>
                  </Form>
                </ButtonRow>
              </>
            ) : (
              <ButtonLink href={href} look="secondary">
                Add {title.toLowerCase()}
              </ButtonLink>
            )}
          </section>
        );
      })}
    </>
  );
}

const sized = ({ src, width, height }: { src: string; width: number; height: number }) => ({ src, width, height });
