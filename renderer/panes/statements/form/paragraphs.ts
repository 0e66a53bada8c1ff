/** Paragraphs that most statements have, as they begin: the witness's words are written into them, and what stands in brackets is replaced. */
export const paragraphBeginnings: readonly { readonly name: string; readonly text: string }[] = [
  { name: 'Who I am', text: 'I am the person named above and I live at the address that the police have.' },
  { name: 'When and where', text: 'On [day and date] at about [time] I was at [place].' },
  {
    name: 'What I saw',
    text: 'I saw [who, and what they did]. I was [how far] away, for about [how long]. [Light, and anything between us.]',
  },
  { name: 'Description', text: 'The person was [sex, age, height, build, hair, face, clothes]. I had [never] seen them before.' },
  {
    name: 'What is missing',
    text: 'The following is missing: [each thing, its value, and marks by which I know it]. Nobody had my permission to take it.',
  },
  { name: 'Damage', text: 'The damage is [what, and what it costs to put right]. Nobody had my permission to cause it.' },
  { name: 'Exhibit', text: 'I produce [what it is] as my exhibit [reference].' },
  { name: 'Effect on me', text: 'This has made me [how I feel, what I do otherwise since].' },
  { name: 'Court', text: 'I am willing to attend court and give evidence.' },
];
