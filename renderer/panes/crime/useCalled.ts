import { api } from '../../api.ts';
import { useFetched } from '../../hooks/useAsk.ts';
import { calledOf } from './forms/OfficerField.tsx';

/** How officers name one of the officer's team by a collar number, "PC 4127 Tom Halliwell"; of anybody else the number. */
export const useCalled = (): ((collarNumber: string) => string) => {
  const { state } = useFetched(['people.team'], () => api.people.team(null), { topics: ['people'] });
  const team = state.kind === 'ready' ? state.value : [];
  return (collarNumber) => {
    const officer = team.find((one) => one.collarNumber === collarNumber);
    return officer === undefined ? collarNumber : calledOf(officer);
  };
};
