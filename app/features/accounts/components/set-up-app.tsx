import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { PageTitle } from "~/components/layout/page-title";
import { Button } from "~/components/ui/button";
import { Details } from "~/components/ui/details";
import { SecurityBreadcrumbs } from "./security-breadcrumbs";
import { SecurityCodeField } from "./security-code-field";

type Props = {
  title: string;
  intro: string;
  action: string;
  button: string;
  secret: string;
  uri: string;
  picture: { size: number; path: string };
  form?: FormState;
};

/** The picture or the key into the app, the app's code back. */
export const SetUpApp = ({ title, intro, action, button, secret, uri, picture, form }: Props) => (
  <>
    <SecurityBreadcrumbs />
    <PageTitle form={form} intro={intro}>
      {title}
    </PageTitle>
    <ol>
      <li>Install an authenticator app, if you have none. Your phone’s own password app can often do it.</li>
      <li>Scan this picture with the app.</li>
      <li>Type the code that the app shows.</li>
    </ol>
    <svg
      className="pn-qr"
      role="img"
      aria-label="A QR code with the key for your app"
      viewBox={`0 0 ${picture.size} ${picture.size}`}
      width="220"
      height="220"
      shapeRendering="crispEdges"
    >
      <path d={picture.path} fill="#000000" />
    </svg>
    <Details summary="I cannot scan the picture">
      <p>
        Type this key into the app: <code>{secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
      </p>
      <p>
        On this device: <a href={uri}>open the key in your app</a>
      </p>
    </Details>
    <Form action={action}>
      <SecurityCodeField form={form} />
      <Button>{button}</Button>
    </Form>
  </>
);
