import { Tag } from "~/components/ui/tag";
import { STATE_WORDS } from "~/features/membership/applications/application.policy";
import { INVITATION_WORDS } from "~/features/membership/invitations/invitation.policy";
import type { ApplicationState, InvitationState } from "../types";

export const ApplicationTag = ({ state }: { state: ApplicationState }) => (
  <Tag tone={STATE_WORDS[state].tone}>{STATE_WORDS[state].label}</Tag>
);

export const InvitationTag = ({ state }: { state: InvitationState }) => (
  <Tag tone={INVITATION_WORDS[state].tone}>{INVITATION_WORDS[state].label}</Tag>
);
