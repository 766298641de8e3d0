// Loading a schema file classifies its tables; this list is all of them, and a test holds it complete.
import "./schema/accounts";
import "./schema/audit";
import "./schema/content";
import "./schema/drafts";
import "./schema/enquiries";
import "./schema/forum";
import "./schema/guard";
import "./schema/mail";
import "./schema/membership";
import "./schema/newsletters";
import "./schema/notices";
import "./schema/people";
import "./schema/platform";
import "./schema/privacy";
import "./schema/settings";

export { classifications } from "./classify";
