import { CsvFileError } from '../contact/csvFileError.js'
import { changeOf, joinedNumber, type SuppressionRow } from './suppressionColumns.js'

/** A tag or a text beyond this is not one of a list of numbers. */
const LONGEST_PIECE = 64 * 1024

/**
 * Reads numbers from XML as registries ship it: `<ac val='212'><ph val='5550123'/></ac>`, area code and number apart; and
 * the flat forms, `<ph val="2125550123"/>` and `<phone>2125550123</phone>`. An attribute chg, change, action, op or type
 * that says A or D (or add, delete) makes it a change list. Nothing else of XML is understood; entities and external parts
 * are not followed.
 */
export class SuppressionXml {
  private rest = ''
  private areaCode = ''
  /** The element of a number that is open, whose text is the number. */
  private open: { readonly name: string; readonly change: SuppressionRow['change'] } | null = null
  private hasChange = false

  /** An element has said whether it adds or removes. */
  get isChangeList(): boolean {
    return this.hasChange
  }

  /** The rows of the next piece of the text: one for each element of a number. Throws CsvFileError for what is no XML. */
  take(text: string): SuppressionRow[] {
    const pieces = (this.rest + text).split('>')
    this.rest = pieces.pop() ?? ''
    if (this.rest.length > LONGEST_PIECE) throw new CsvFileError('an element of the XML is longer than 64 KB')
    return pieces.flatMap((piece) => this.rowsOf(piece))
  }

  /** Throws CsvFileError when the text ends within an element. */
  end(): SuppressionRow[] {
    if (this.rest.trim() !== '' || this.open !== null) throw new CsvFileError('the XML ends within an element')
    return []
  }

  /** @param piece a text and the tag behind it, without its `>` */
  private rowsOf(piece: string): SuppressionRow[] {
    const start = piece.indexOf('<')
    if (start < 0) throw new CsvFileError('the XML has a > outside of a tag')
    const [text, tag] = [piece.slice(0, start).trim(), piece.slice(start + 1)]
    const rows: SuppressionRow[] = []
    if (this.open !== null && text !== '') {
      rows.push({ text: this.numberOf(text), change: this.open.change })
      this.open = null
    }
    const [, isEnd, name = ''] = /^(\/?)\s*([\w:.-]+)/.exec(tag) ?? []
    if (isEnd === '/') {
      if (areaNames.test(name)) this.areaCode = ''
      if (name === this.open?.name) this.open = null
      return rows
    }
    const value = attributeOf(tag, 'val|value|number|num|phone|code')
    if (areaNames.test(name)) this.areaCode = value ?? ''
    else if (numberNames.test(name)) {
      const said = attributeOf(tag, 'chg|change|action|op|type')
      const change = said === null ? null : changeOf(said)
      this.hasChange ||= change !== null
      if (value !== null) rows.push({ text: this.numberOf(value), change })
      else if (!tag.endsWith('/')) this.open = { name, change }
    }
    return rows
  }

  private numberOf(text: string): string {
    return this.areaCode === '' ? text : (joinedNumber(this.areaCode, text) ?? this.areaCode + text)
  }
}

const areaNames = /^(ac|areacode|area_code|area|npa)$/i
const numberNames = /^(ph|phone|phonenumber|phone_number|number|num|tel|telephone|msisdn|n)$/i

function attributeOf(tag: string, names: string): string | null {
  const [, , quoted] = new RegExp(`\\s(?:${names})\\s*=\\s*(["'])(.*?)\\1`, 'i').exec(tag) ?? []
  return quoted ?? null
}
