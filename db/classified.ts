// Loading a schema file classifies its tables; this list is all of them, and a test holds it complete.
import "./schema/accounts";
import "./schema/audit";
import "./schema/consents";
import "./schema/content";
import "./schema/drafts";
import "./schema/enquiries";
import "./schema/files";
import "./schema/forum/bookmarks";
import "./schema/forum/moderation";
import "./schema/forum/moving";
import "./schema/forum/posts";
import "./schema/forum/topics";
import "./schema/forum/watching";
import "./schema/guard";
import "./schema/mail/mailings";
import "./schema/mail/messages";
import "./schema/mail/notifications";
import "./schema/mail/transport";
import "./schema/membership";
import "./schema/newsletters";
import "./schema/notices";
import "./schema/people";
import "./schema/permissions";
import "./schema/platform";
import "./schema/privacy";
import "./schema/settings";

export { classifications } from "./classify";
