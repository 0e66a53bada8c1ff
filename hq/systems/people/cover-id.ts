/** The id of a team's cover of a day; as much of the team's name as an id of a feed holds. */
export const coverId = (day: string, team: string): string => `${day} ${team}`.slice(0, 100);
