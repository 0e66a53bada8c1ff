import { type Statement, statement } from '../../../../contracts/domain/statement.ts';

const ink = (width: number, height: number) => ({
  width,
  height,
  strokes: [
    Array.from({ length: 40 }, (_, index): [number, number, number, number] => [
      Math.round((index / 39) * (width - 1)),
      Math.round((height / 2) * (1 + 0.8 * Math.sin(index / 3))),
      index * 16,
      300 + ((index * 37) % 500),
    ]),
    [[Math.round(width / 2), 3, 700, 800] as [number, number, number, number]],
  ],
});

const paragraphs = [
  'I am the person named above and I live at the address that the police have. I have lived in York Close for 31 years. I know the house opposite, number 22, and Lewis Tattersall who lives there.',
  'On Sunday 22 November 2026 at about 03:35 I was awake in my front bedroom. I heard a crack, like wood breaking. I looked out of the window.',
  'I saw a man come from the side of number 22. He was under the street lamp, about 15 metres from me, with nothing between us, and I watched him for about ten seconds. He was white, slim, about 6 feet tall, in a grey top with the hood up.',
  'My doorbell camera was recording. I showed PC 2418 RAHMAN the recording, which I produce as exhibit PF/1.',
];

/** A burglary's witness, as the schema has a statement; `changes` replace whole fields. */
export const burglaryStatement = (changes: Partial<Statement> = {}): Statement =>
  statement.parse({
    uuid: '7b0f2c1e-53a5-4f5e-9b1e-2f6f5a1f0c11',
    crimeId: '04/26/06103',
    marking: 'OFFICIAL-SENSITIVE',
    witness: { forenames: 'Piotr', surname: 'Fairclough', occupation: 'Retired joiner' },
    officer: { rank: 'PC', name: 'Aisha Rahman', collarNumber: '2418', team: 'Leyland Response' },
    place: '19 York Close, Leyland: the kitchen',
    begunAt: '2026-11-22T04:20:00.000Z',
    pages: [
      { paragraphs: paragraphs.map((text, index) => ({ number: index + 1, text })), initials: ink(200, 100) },
      { paragraphs: [{ number: 5, text: 'I am willing to attend court.' }], initials: ink(200, 100) },
    ],
    corrections: [
      { paragraph: 3, was: 'about 20 metres', became: 'about 15 metres', at: '2026-11-22T04:44:00.000Z', initials: ink(200, 100) },
    ],
    exhibits: [
      {
        reference: 'PF/1',
        text: 'Recording of a doorbell camera',
        attachment: { hash: 'ab'.repeat(32), bytes: 1234, type: 'video/mp4', name: 'doorbell.mp4' },
      },
    ],
    reader: { kind: 'witness', at: '2026-11-22T04:40:00.000Z' },
    signature: { kind: 'ink', at: '2026-11-22T04:51:00.000Z', ink: ink(600, 160) },
    ...changes,
  });

export const someInk = ink(300, 120);
