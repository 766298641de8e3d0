import { PageTitle } from "~/components/layout/page-title";
import { Button } from "~/components/ui/button";
import { Details } from "~/components/ui/details";
import { Form } from "~/components/ui/form";
import type { FormState } from "~/components/ui/form-state";
import { SecurityCodeField } from "./security-code-field";

type Props = {
  /** Staff have to. */
  isStaff: boolean;
  secret: string;
  uri: string;
  form?: FormState;
};

/** Setting up a second factor: the picture or the key into the app, the app's code back. */
export function SecondFactorOff({ isStaff, secret, uri, form }: Props) {
  return (
    <>
      <PageTitle
        form={form}
        intro={isStaff ? "Your role needs a second factor. Until it is set up, this is the only page open to you." : undefined}
      >
        Set up a second factor
      </PageTitle>
      <p>After your password we then ask for a code that an app on your phone shows. A stolen password alone opens nothing.</p>
      <ol>
        <li>Install an authenticator app, if you have none. Your phone’s own password app can often do it.</li>
        <li>Scan this picture with the app.</li>
        <li>Type the code that the app shows.</li>
      </ol>
      <img className="pn-qr" src="/account/security/picture" alt="A QR code with the key for your app" width="220" height="220" />
      <Details summary="I cannot scan the picture">
        <p>
          Type this key into the app: <code>{secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
        </p>
        <p>
          On this device: <a href={uri}>open the key in your app</a>
        </p>
      </Details>
      <Form action="/account/security/confirm">
        <SecurityCodeField form={form} />
        <Button>Turn on</Button>
      </Form>
    </>
  );
}
