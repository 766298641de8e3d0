// Long because it is a list of people.
import type { ROLES } from "../schema/people";

export type Role = (typeof ROLES)[number];

/** Practices are invented. Their codes have the shape of ODS codes, in a range that no surgery uses. */
export const practices = {
  network: { name: "Practice Management Network", odsCode: null },
  thistlecombe: { name: "Thistlecombe Surgery", odsCode: "X99001" },
  harrowmere: { name: "Harrowmere Medical Centre", odsCode: "X99002" },
  saltreach: { name: "Saltreach Harbour Practice", odsCode: "X99003" },
  oxleyford: { name: "Oxleyford Health Centre", odsCode: "X99004" },
  alders: { name: "Three Alders Medical Group", odsCode: "X99005" },
  kestrelbank: { name: "Kestrelbank Surgery", odsCode: "X99006" },
  dunmarsh: { name: "Dunmarsh Lane Practice", odsCode: "X99007" },
  brindlewick: { name: "Brindlewick Family Practice", odsCode: "X99008" },
  copperfold: { name: "Copperfold Street Surgery", odsCode: "X99009" },
  nantgwennol: { name: "Meddygfa Nantgwennol – Nantgwennol Surgery", odsCode: "X99010" },
  pellowby: {
    name: "The Pellowby, Scarrside and Upper Wrenthwaite Combined Medical Partnership (incorporating the former Tollgate Surgery)",
    odsCode: "X99011",
  },
  tanyard: { name: "Tanyard Quay Surgery", odsCode: "X99012" },
  woldEstuary: { name: "Wold and Estuary Primary Care Network", odsCode: "U99901" },
  castellane: { name: "Castellane Information Governance", odsCode: null },
} as const satisfies Record<string, { name: string; odsCode: string | null }>;

export type PracticeKey = keyof typeof practices;

export const groups = {
  "pcn-leads": "PCN leads",
  "digital-champions": "Digital champions",
} as const satisfies Record<string, string>;

export type GroupSlug = keyof typeof groups;

export type Interest =
  | "Complaints"
  | "CQC and quality"
  | "Digital and data"
  | "Finance"
  | "Patient access"
  | "PCN working"
  | "Premises"
  | "Staffing"
  | "Training";

export type Persona = {
  fullName: string;
  displayName: string | null;
  jobTitle: string | null;
  practice: PracticeKey | null;
  interests: readonly Interest[];
  email: string;
  roles: readonly Role[];
  groups: readonly GroupSlug[];
  /** An invited specialist's groups end; a member's do not. */
  groupsEndInDays?: number;
  joinedDaysAgo: number;
  /** A newsletter to this address came back for good. */
  undeliverableDaysAgo?: number;
  /** Everything this person wrote is older than the restriction. */
  restricted?: { daysAgo: number; why: string };
};

const known = {
  admin: {
    fullName: "Ruth Adeyemi",
    displayName: "Ruth Adeyemi",
    jobTitle: "Network manager",
    practice: "network",
    interests: ["Digital and data", "CQC and quality"],
    email: "admin@demo.example",
    roles: ["member", "administrator", "data-protection-officer"],
    groups: ["digital-champions"],
    joinedDaysAgo: 1460,
  },
  editor: {
    fullName: "Gareth Bevan-Price",
    displayName: "Gareth Bevan-Price",
    jobTitle: "Guidance editor",
    practice: "network",
    interests: ["CQC and quality", "Training"],
    email: "editor@demo.example",
    roles: ["member", "editor"],
    groups: [],
    joinedDaysAgo: 1210,
  },
  moderator: {
    fullName: "Nasreen Qadir",
    displayName: "Nasreen Qadir",
    jobTitle: "Practice manager and forum moderator",
    practice: "copperfold",
    interests: ["Staffing", "Complaints"],
    email: "moderator@demo.example",
    roles: ["member", "moderator"],
    groups: ["pcn-leads"],
    joinedDaysAgo: 1330,
  },
  sender: {
    fullName: "Tom Hallworth",
    displayName: "Tom Hallworth",
    jobTitle: "Communications officer",
    practice: "network",
    interests: ["Patient access"],
    email: "sender@demo.example",
    roles: ["member", "newsletter-sender"],
    groups: [],
    joinedDaysAgo: 760,
  },
  contacts: {
    fullName: "Joanne Tully",
    displayName: "Joanne Tully",
    jobTitle: "Membership officer",
    practice: "network",
    interests: ["Training"],
    email: "contacts@demo.example",
    roles: ["member", "contacts-officer"],
    groups: [],
    joinedDaysAgo: 905,
  },
  steering: {
    fullName: "Dilip Raghunathan",
    displayName: "Dilip Raghunathan",
    jobTitle: "Business manager, chair of the steering group",
    practice: "alders",
    interests: ["PCN working", "Finance"],
    email: "steering@demo.example",
    roles: ["member", "steering-group"],
    groups: ["pcn-leads"],
    joinedDaysAgo: 1400,
  },
  manager: {
    fullName: "Helen Garside",
    displayName: "Helen Garside",
    jobTitle: "Practice manager",
    practice: "thistlecombe",
    interests: ["Staffing", "Patient access", "Premises"],
    email: "manager@demo.example",
    roles: ["member"],
    groups: [],
    joinedDaysAgo: 640,
  },
  specialist: {
    fullName: "Miriam Castellane",
    displayName: "Miriam Castellane",
    jobTitle: "Information governance specialist",
    practice: "castellane",
    interests: ["Digital and data"],
    email: "specialist@demo.example",
    roles: [],
    groups: ["pcn-leads"],
    groupsEndInDays: 180,
    joinedDaysAgo: 150,
  },
  pending: {
    fullName: "Colin Battersby",
    displayName: "Colin Battersby",
    jobTitle: "Assistant practice manager",
    practice: "saltreach",
    interests: ["Finance"],
    email: "pending@demo.example",
    roles: [],
    groups: [],
    joinedDaysAgo: 3,
  },
  priya: {
    fullName: "Priya Venkataraman",
    displayName: "Priya Venkataraman",
    jobTitle: "Practice manager",
    practice: "harrowmere",
    interests: ["Digital and data", "Patient access", "PCN working"],
    email: "priya.venkataraman@harrowmere.example",
    roles: ["member"],
    groups: ["pcn-leads", "digital-champions"],
    joinedDaysAgo: 1105,
  },
  sian: {
    fullName: "Siân Llŷr-Wynne",
    displayName: "Siân Llŷr-Wynne",
    jobTitle: "Rheolwr practis – practice manager",
    practice: "nantgwennol",
    interests: ["Premises", "Complaints"],
    email: "sian.llyr-wynne@nantgwennol.example",
    roles: ["member"],
    groups: [],
    joinedDaysAgo: 980,
  },
  gosia: {
    fullName: "Małgorzata Wiśniewska-Źrebiec",
    displayName: "Gosia Wiśniewska",
    jobTitle: "Operations manager",
    practice: "dunmarsh",
    interests: ["Staffing", "Training"],
    email: "gosia@dunmarsh.example",
    roles: ["member"],
    groups: ["digital-champions"],
    joinedDaysAgo: 515,
  },
  bola: {
    fullName: "Bola Ogunleye",
    displayName: "Bola Ogunleye",
    jobTitle: "Managing partner",
    practice: "alders",
    interests: ["Finance", "PCN working"],
    email: "bola.ogunleye@three-alders.example",
    roles: ["member"],
    groups: ["pcn-leads"],
    joinedDaysAgo: 1290,
  },
  kath: {
    fullName: "Kathleen Ormerod",
    displayName: "Kath Ormerod",
    jobTitle: "Practice manager",
    practice: "brindlewick",
    interests: ["Staffing", "Complaints", "Training"],
    email: "kath.ormerod@brindlewick.example",
    roles: ["member"],
    groups: [],
    joinedDaysAgo: 1455,
  },
  dan: {
    fullName: "Daniel Pettigrew",
    displayName: "Dan Pettigrew",
    jobTitle: "Deputy practice manager",
    practice: "oxleyford",
    interests: ["Training"],
    email: "dan.pettigrew@oxleyford.example",
    roles: ["member"],
    groups: [],
    joinedDaysAgo: 96,
  },
  fiona: {
    fullName: "Fiona McAllister-Boyd",
    displayName: "Fiona McAllister-Boyd",
    jobTitle: "Practice manager (dispensing)",
    practice: "saltreach",
    interests: ["Patient access", "CQC and quality"],
    email: "fiona.mcallister-boyd+network@saltreach.example",
    roles: ["member"],
    groups: [],
    joinedDaysAgo: 870,
  },
  imran: {
    fullName: "Imran Siddiqui-Hale",
    displayName: "Imran Siddiqui-Hale",
    jobTitle: "Digital and operations lead",
    practice: "kestrelbank",
    interests: ["Digital and data", "Patient access"],
    email: "imran.siddiqui-hale@kestrelbank.example",
    roles: ["member"],
    groups: ["digital-champions"],
    joinedDaysAgo: 690,
  },
  grace: {
    fullName: "Grace Tetteh",
    displayName: "Grace Tetteh",
    jobTitle: "Patient services manager",
    practice: "copperfold",
    interests: ["Staffing", "Patient access", "Training"],
    email: "grace.tetteh@copperfold.example",
    roles: ["member"],
    groups: [],
    joinedDaysAgo: 430,
  },
  sue: {
    fullName: "Susan Bracewell",
    displayName: "Sue Bracewell",
    jobTitle: "Business partner",
    practice: "pellowby",
    interests: ["Premises", "Finance"],
    email: "sue.bracewell@pellowby-scarrside.example",
    roles: ["member"],
    groups: ["pcn-leads"],
    joinedDaysAgo: 1180,
  },
  meiling: {
    fullName: "林美玲",
    displayName: "Mei-Ling Lin 林美玲",
    jobTitle: "Finance manager",
    practice: "tanyard",
    interests: ["Finance"],
    email: "meiling.lin@tanyard-quay.example",
    roles: ["member"],
    groups: [],
    joinedDaysAgo: 560,
  },
  nour: {
    fullName: "نور الهدى الخطيب",
    displayName: "نور الخطيب",
    jobTitle: "Assistant practice manager",
    practice: "harrowmere",
    interests: ["Patient access", "Complaints"],
    email: "nour.alkhatib@harrowmere.example",
    roles: ["member"],
    groups: [],
    joinedDaysAgo: 320,
  },
  wilhelmina: {
    fullName: "Wilhelmina Alexandra Philippa Featherstonehaugh-Cholmondeley-Marjoribanks",
    displayName: "Wilhelmina Alexandra Philippa Featherstonehaugh-Cholmondeley-Marjoribanks",
    jobTitle: "Interim deputy practice manager with responsibility for premises, contracts, patient participation and special projects",
    practice: "pellowby",
    interests: ["Premises", "CQC and quality", "Patient access", "Complaints", "Training"],
    email: "wilhelmina.alexandra.featherstonehaugh-cholmondeley-marjoribanks@pellowby-scarrside.example",
    roles: ["member"],
    groups: [],
    joinedDaysAgo: 275,
  },
  oneLetter: {
    fullName: "Xanthe Quill",
    displayName: "X",
    jobTitle: "Practice manager",
    practice: "dunmarsh",
    interests: ["Digital and data"],
    email: "x@dunmarsh.example",
    roles: ["member"],
    groups: [],
    joinedDaysAgo: 400,
  },
  newcomer: {
    fullName: "Alex Tarrant",
    displayName: null,
    jobTitle: null,
    practice: null,
    interests: [],
    email: "alex.tarrant@mailbox.example",
    roles: ["member"],
    groups: [],
    joinedDaysAgo: 12,
  },
  bounced: {
    fullName: "Peter Langstaff",
    displayName: "Peter Langstaff",
    jobTitle: "Practice manager",
    practice: "kestrelbank",
    interests: ["Finance", "Premises"],
    email: "p.langstaff@old-kestrelbank.example",
    roles: ["member"],
    groups: [],
    joinedDaysAgo: 1020,
    undeliverableDaysAgo: 18,
  },
  restricted: {
    fullName: "Yvonne Cartmell",
    displayName: "Yvonne Cartmell",
    jobTitle: "Practice manager",
    practice: "dunmarsh",
    interests: ["Staffing"],
    email: "yvonne.cartmell@dunmarsh.example",
    roles: ["member"],
    groups: [],
    joinedDaysAgo: 830,
    restricted: { daysAgo: 25, why: "She disputes the dates of employment that we hold; restricted while we check." },
  },
  rahul: {
    fullName: "Rahul Deshmukh",
    displayName: "Rahul Deshmukh",
    jobTitle: "PCN manager",
    practice: "woldEstuary",
    interests: ["PCN working", "Finance", "Staffing"],
    email: "rahul.deshmukh@wold-estuary.example",
    roles: ["member"],
    groups: ["pcn-leads"],
    joinedDaysAgo: 720,
  },
  tess: {
    fullName: "Tess Winterbourne",
    displayName: "Tess Winterbourne",
    jobTitle: "Finance and HR lead",
    practice: "brindlewick",
    interests: ["Finance", "Staffing"],
    email: "tess.winterbourne@brindlewick.example",
    roles: ["member"],
    groups: [],
    joinedDaysAgo: 585,
  },
  joseph: {
    fullName: "Joseph O’Rourke",
    displayName: "Joe O’Rourke",
    jobTitle: "IT and data manager",
    practice: "saltreach",
    interests: ["Digital and data"],
    email: "joseph.o'rourke@saltreach.example",
    roles: ["member"],
    groups: ["digital-champions"],
    joinedDaysAgo: 610,
  },
  anneke: {
    fullName: "Anneke de Vries-Bloom",
    displayName: "Anneke de Vries-Bloom",
    jobTitle: "Practice manager",
    practice: "oxleyford",
    interests: ["CQC and quality", "Staffing"],
    email: "anneke.devriesbloom@oxleyford.example",
    roles: ["member"],
    groups: [],
    joinedDaysAgo: 940,
  },
  deborah: {
    fullName: "Deborah Nkemelu",
    displayName: "Deborah Nkemelu",
    jobTitle: "Practice manager",
    practice: "tanyard",
    interests: ["PCN working", "Patient access"],
    email: "deborah.nkemelu@tanyard-quay.example",
    roles: ["member"],
    groups: ["pcn-leads"],
    joinedDaysAgo: 1075,
  },
  mustafa: {
    fullName: "Mustafa Yıldırım",
    displayName: "Mustafa Yıldırım",
    jobTitle: "Deputy practice manager",
    practice: "dunmarsh",
    interests: ["Patient access", "Digital and data"],
    email: "mustafa.yildirim@dunmarsh.example",
    roles: ["member"],
    groups: [],
    joinedDaysAgo: 360,
  },
} as const satisfies Record<string, Persona>;

export type PersonaKey = keyof typeof known;

/** The people of the demo. The first nine, at `demo.example`, are those that the start names. */
export const personas: Record<PersonaKey, Persona> = known;
