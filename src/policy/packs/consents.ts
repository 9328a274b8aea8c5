import { noConsentRules, type ConsentRules } from '../../consent/consentRules.js'
import { secondHand } from './asOf.js'

// Neither was read at its source: `check`.

/** Since 11 August 2026 nobody in France is called without prior consent that can be proved. A requested call is one. */
export const frConsent: ConsentRules = {
  ...noConsentRules,
  demands: [
    {
      id: 'fr-consent',
      region: null,
      dialMethods: null,
      lineTypes: null,
      bases: ['EXPRESS', 'WRITTEN', 'REQUESTED_CALLBACK'],
      holdsFrom: '2026-08-11',
      holdsUntil: null,
      ...secondHand('Code de la consommation, art. L223-1 (loi 2025-594)', '2026-08-11'),
    },
  ],
}

/** A call that the consumer has asked for is not counted by Regulation F. */
export const usDebtConsent: ConsentRules = {
  ...noConsentRules,
  exemptions: [
    {
      id: 'us-reg-f-requested',
      region: null,
      bases: ['REQUESTED_CALLBACK'],
      from: 'CAPS',
      holdsFrom: null,
      holdsUntil: null,
      ...secondHand('12 CFR 1006.14(b)(3)'),
    },
  ],
}
