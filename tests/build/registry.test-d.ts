import { expectTypeOf } from 'expect-type';
import type { SystemId } from '../../contracts/systems/ids.ts';
import type { Given } from '../../contracts/systems/index.ts';
import type { SystemDefinition as HqSystem } from '../../hq/systems/define.ts';
import { crimeCommands } from '../../main/systems/crime/commands.ts';
import { crime } from '../../main/systems/crime/index.ts';
import type { CommandDefinitions, SystemDefinition } from '../../main/systems/define.ts';
import { definitions } from '../../main/systems/index.ts';
import type { give } from '../../renderer/give.ts';

/** Type tests: this file is compiled, never run. What a contract declares and an end lacks does not compile. */
declare const hq: HqSystem<'crime'>;
const { 'task.accept': accept, ...withoutAccept } = crimeCommands;
const { 'task.accept': atHq, ...withoutAcceptAtHq } = hq.commands;
const { task, ...withoutTask } = crime.kinds;
const { task: taskAtHq, ...withoutTaskAtHq } = hq.kinds;
const { crime: _, ...withoutCrime } = definitions;

// @ts-expect-error a command without its half in main
withoutAccept satisfies CommandDefinitions<'crime'>;
// @ts-expect-error a command without its half at HQ
({ ...hq, commands: withoutAcceptAtHq }) satisfies HqSystem<'crime'>;
// @ts-expect-error a kind that no laptop describes
({ ...crime, kinds: withoutTask }) satisfies SystemDefinition<'crime'>;
// @ts-expect-error a kind of which HQ does not say who sees it
({ ...hq, kinds: withoutTaskAtHq }) satisfies HqSystem<'crime'>;
// @ts-expect-error a system without its half in main
withoutCrime satisfies { readonly [S in SystemId]: SystemDefinition<S> };
// @ts-expect-error a creation that does not say what is shown until HQ has made it
({ ...crimeCommands, 'crime.create': { summary: () => '' } }) satisfies CommandDefinitions<'crime'>;
// @ts-expect-error a handler for another command's payload
({ ...hq.commands, 'task.accept': hq.commands['task.create'] }) satisfies HqSystem<'crime'>['commands'];

/** The window gives a command without its time, and knows no other command and no other payload. */
declare const window: typeof give;
expectTypeOf<Given<'storm', 'incident.addLine'>>().toEqualTypeOf<{ incidentId: string; text: string }>();
expectTypeOf(window('crime', 'task.accept', { taskId: 'T-1' })).resolves.toHaveProperty('ok');
// @ts-expect-error no such command
window('crime', 'task.burn', { taskId: 'T-1' });
// @ts-expect-error another command's payload
window('crime', 'task.accept', { callSign: 'LD21' });

export { accept, atHq, task, taskAtHq };
