import { BadInputError } from '../domainError.js'

/** Most skills of one agent, or that one contact may ask for; the database holds the same bound. */
export const MOST_SKILLS = 20

/** One word, so that a skill reads the same in a file, a URL and a filter; the database holds the same form. */
export const SKILL_FORM = /^[a-z0-9][a-z0-9_-]{0,39}$/

/**
 * Skills sorted and each once, e.g. ['german', 'mortgage']. Throws BadInputError for more than 20, and for one that is not
 * 1 to 40 characters a-z, 0-9, _ and -, beginning with a letter or digit.
 */
export function checkSkills(field: string, skills: readonly string[]): string[] {
  // Before the distinct ones are looked for: nobody means a list of thousands.
  if (skills.length > MOST_SKILLS) throw new BadInputError(field, `${field} has at most ${MOST_SKILLS} entries`)
  if (skills.some((skill) => !SKILL_FORM.test(skill))) {
    throw new BadInputError(field, 'a skill is 1 to 40 characters a-z, 0-9, _ and -, beginning with a letter or digit')
  }
  return [...new Set(skills)].sort()
}
