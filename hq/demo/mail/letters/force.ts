import { addDays, calendarDay } from '../../../../contracts/domain/force-calendar.ts';
import { type DemoOfficer, demoOfficers, responseOfficers } from '../../officers.ts';
import { spokenDay } from '../../spoken-day.ts';
import type { StoredMessage } from '../maildir.ts';
import { bulletin } from './bulletin.ts';
import { compose, type Letter } from './compose.ts';
import { asCorrespondent, desks } from './desks.ts';

/** What the letters to one officer speak of. */
export interface LetterScene {
  readonly now: Date;
  readonly officer: DemoOfficer;
  /** Number of the log in hand, if there is one. */
  readonly log: string | undefined;
  /** Days of the roster: a cancelled rest day and a court day that lie ahead. */
  readonly cancelled: string | undefined;
  readonly court: string | undefined;
}

interface Told extends Omit<Letter, 'to' | 'at'> {
  readonly minutes: number;
  readonly unread?: boolean;
  readonly flagged?: boolean;
  readonly folder?: StoredMessage['folder'];
}

/** The force's own mail to an officer as it stands at `now`, newest first, some of it unread; and some that they sent. */
export const forceLetters = (scene: LetterScene): readonly StoredMessage[] => {
  const me = asCorrespondent(scene.officer);
  const isResponse = responseOfficers.some(({ staffId }) => staffId === scene.officer.staffId);
  const received = [...(isResponse ? responseMail(scene) : []), ...everyonesMail(scene)];
  return [
    ...received.filter((told) => told.from.address !== me.address).map((told) => store(told, scene.now, { ...told, to: [me] })),
    ...(isResponse ? sentMail(scene) : []).map(({ to, ...told }) =>
      store({ ...told, folder: 'Sent' }, scene.now, { ...told, from: me, to: [to] }),
    ),
  ];
};

const store = (told: Omit<Told, 'from'>, now: Date, letter: Omit<Letter, 'at'>): StoredMessage => {
  const at = new Date(now.getTime() - told.minutes * 60_000);
  const { from, to, cc, subject, text, html, marking, attachments } = letter;
  const optional = { ...(cc && { cc }), ...(html && { html }), ...(marking && { marking }), ...(attachments && { attachments }) };
  return {
    folder: told.folder ?? '',
    raw: compose({ from, to, at, subject, text: `${text.trim()}\n`, ...optional }),
    arrived: at,
    seen: told.unread !== true,
    flagged: told.flagged ?? false,
  };
};

const officer = (collarNumber: string) => {
  const found = demoOfficers.find((one) => one.collarNumber === collarNumber);
  if (found === undefined) throw new RangeError('no such officer');
  return asCorrespondent(found);
};
const shortLog = (log: string): string => `log ${log.slice(-4)}`;

const responseMail = ({ now, officer: me, log, cancelled, court }: LetterScene): readonly Told[] => {
  const first = me.name.split(' ')[0] ?? me.name;
  const team = responseOfficers.filter(({ staffId }) => staffId !== me.staffId).map(asCorrespondent);
  const today = calendarDay(now);
  const mate = officer(me.collarNumber === '4127' ? '2377' : '4127');
  return [
    {
      minutes: 11,
      from: desks.cid,
      cc: team,
      marking: 'OFFICIAL-SENSITIVE',
      unread: true,
      subject: 'Burglary series, PR25: silver Corsa seen at three',
      text: `${first},\n\nThree since Friday night with the same method: rear patio door, lock snapped with grips, car keys taken from the kitchen side. A silver Corsa, part plate PK09, was seen at two of them.\n\n- ${log === undefined ? 'Log of this afternoon' : `${shortLog(log)}, today`}\n- Turpin Green Lane, Saturday 02:10\n- Broad Street, Friday 23:40\n\nIf you are near one of them, please ask for doorbell footage before it is overwritten. Send it to me, not to the shared box.`,
      html: `<p>${first},</p><p>Three since Friday night with the same method: rear patio door, lock snapped with grips, car keys taken from the kitchen side. A silver Corsa, part plate <b>PK09</b>, was seen at two of them.</p><ul><li>${log === undefined ? 'Log of this afternoon' : `${shortLog(log)}, today`}</li><li>Turpin Green Lane, Saturday 02:10</li><li>Broad Street, Friday 23:40</li></ul><p>If you are near one of them, please ask for doorbell footage before it is overwritten. Send it to me, not to the shared box.</p>`,
    },
    ...(cancelled === undefined
      ? []
      : [
          {
            minutes: 97,
            from: desks.roster,
            unread: true,
            subject: `Rest day ${spokenDay(cancelled)} cancelled`,
            text: `Your rest day on ${spokenDay(cancelled)} is cancelled: Worden Park event. You are on duty 17:00 to 01:00.\n\nFewer than 15 days’ notice, so it is time and a half. Please answer by 20:00 if you want to query it.`,
          },
        ]),
    {
      minutes: 115,
      from: me.collarNumber === '1140' ? desks.control : officer('1140'),
      cc: team,
      unread: true,
      subject: `Briefing, ${spokenDay(today)}`,
      text: 'Please read before you go out.\n\n1. Burglaries, PR25: silver Corsa, see the mail from CID.\n2. Kieran Ashworth, 15, still missing, medium risk. Photograph in the pack.\n3. Worden Park closes at dusk, keys at the front desk.\n4. Cell space at Preston is short tonight: ring before you travel.\n5. Rain from nine. Drive to it.',
      attachments: [
        {
          name: 'Briefing_pack.txt',
          type: 'text/plain',
          content: 'OFFICIAL\nBriefing pack, Leyland Response\nRoutes, persons of note and custody numbers are on the noticeboard.\n',
        },
      ],
    },
    ...(court === undefined
      ? []
      : [
          {
            minutes: 390,
            from: desks.witnessCare,
            flagged: true,
            subject: `R v Dunmore: court warning ${spokenDay(court)}`,
            text: `You are warned for Preston Crown Court on ${spokenDay(court)} at 10:00, R v Dunmore, section 47 assault.\n\nPlease bring your pocket notebook and the exhibit label. Tell us at once if you cannot attend.`,
            attachments: [
              { name: 'Witness_warning.txt', type: 'text/plain', content: 'Preston Crown Court\nR v Dunmore\nWitness warning\n' },
            ],
          },
        ]),
    {
      minutes: 1480,
      from: mate,
      subject: 'Re: statement from Mrs Iqbal',
      text: 'She can do Thursday after four. She would rather you came than rang.\n\n> Did you get hold of Mrs Iqbal?\n> I owe her a statement before the file goes.',
    },
    {
      minutes: 1610,
      from: desks.neighbourhood,
      cc: team,
      subject: 'Worden Park: evening patrol plan',
      text: 'Thank you all for last weekend. Six bikes seized in two evenings and no complaints since.\n\nThe plan until the end of the month is attached. If a grade 1 takes you away, one of us will be there.',
      attachments: [
        {
          name: 'Worden_Park_plan.csv',
          type: 'text/csv',
          content: 'day,from,to,call sign\nFriday,18:00,22:00,LN11\nSaturday,18:00,22:00,LN12\nSunday,16:00,20:00,LD24\n',
        },
      ],
    },
    {
      minutes: 1790,
      from: desks.cps,
      subject: 'Action plan: theft from shop, file returned',
      text: 'The file is returned for two things:\n\n1. The loss sheet is not exhibited.\n2. We need the previous convictions, printed today.\n\nPlease upload both within seven days.',
    },
    {
      minutes: 2950,
      from: desks.property,
      subject: 'Locker 14: handbag to be returned',
      text: 'The owner has rung twice. Please return it or tell us to post it. It goes to disposal in 28 days.',
    },
    {
      minutes: 3300,
      from: desks.intelligence,
      marking: 'OFFICIAL-SENSITIVE',
      subject: 'Wanted this week, South',
      text: 'Four on warrant in South Ribble. Names, photographs and last addresses are on the briefing system.\n\nTwo are known to run. Take two officers.',
    },
    {
      minutes: 4420,
      from: desks.fleet,
      subject: `${me.callSign}: service due`,
      text: 'Your car is due in the workshop at Leyland next Wednesday at 08:00. A spare will be there.\n\nPlease empty it and leave the radio in.',
    },
    {
      minutes: 5900,
      from: desks.victims,
      subject: 'Thank you from a victim',
      text: 'A lady whose bag was taken in Hough Lane asks us to thank the officer who rang her twice. We thought you should hear it.',
    },
    {
      minutes: 8600,
      from: desks.coroner,
      folder: 'Archive',
      subject: 'Inquest opened and adjourned',
      text: 'The inquest you gave evidence for was opened and adjourned until the spring. You will be warned again.',
    },
  ];
};

const everyonesMail = ({ now }: LetterScene): readonly Told[] => [
  {
    minutes: 262,
    from: desks.ict,
    unread: true,
    subject: `Your warrant card is valid until ${now.getUTCFullYear() + 4}`,
    text: 'Nothing to do. We write again a month before it ends.\n\nIf you lose it, ring us at once, day or night: we make it useless within minutes.',
  },
  {
    minutes: 1330,
    from: officer('6021'),
    subject: 'Laptop LAP-0417: what you told us',
    text: 'Thank you for the reports from the cars. Two things come out of them: bigger text in the car, and logs that stay readable without signal. Both are in.\n\nKeep telling us.',
  },
  { minutes: 2100, from: desks.bulletin, subject: bulletin.subject, text: bulletin.text, html: bulletin.html },
  {
    minutes: 2600,
    from: desks.health,
    subject: 'Flu vaccination, Leyland station',
    text: `A nurse is at Leyland station on ${spokenDay(addDays(calendarDay(now), 3))} from 13:00 to 17:00, and again for nights at 22:00. No appointment needed.`,
  },
  {
    minutes: 3800,
    from: desks.learning,
    subject: 'Personal safety training: your place',
    text: 'You have a place on the next personal safety training at Hutton, 08:00 to 16:00. It is on your roster. Bring kit and a drink.',
  },
  {
    minutes: 4900,
    from: officer('7003'),
    subject: 'Looking at records: a reminder',
    text: 'Every look-up is logged with your name, the time and the reason. Look at what your work needs, and at nothing else.\n\nIf you are ever in doubt, ask your sergeant first and write down that you did.',
  },
  {
    minutes: 7300,
    from: desks.estates,
    subject: 'Leyland station: car park resurfaced',
    text: 'The rear car park is closed on Monday and Tuesday. Please use the council’s behind the library; the barrier is open for marked cars.',
  },
  {
    minutes: 9900,
    from: desks.standards,
    folder: 'Archive',
    subject: 'Body-worn video: keep or delete',
    text: 'Footage that is not evidence goes after 31 days. Mark what you need in the week you recorded it.',
  },
];

const sentMail = ({ officer: me }: LetterScene): readonly (Omit<Told, 'from'> & { readonly to: Letter['from'] })[] => [
  {
    minutes: 1500,
    to: officer(me.collarNumber === '4127' ? '2377' : '4127'),
    subject: 'Statement from Mrs Iqbal',
    text: 'Did you get hold of Mrs Iqbal?\nI owe her a statement before the file goes.',
  },
  { minutes: 1700, to: desks.neighbourhood, subject: 'Worden Park keys', text: 'Left at the front desk at 23:10, second hook.' },
  { minutes: 4300, to: desks.property, subject: 'Re: locker 14', text: 'I will take it to her on my next early.' },
];
