// A stand-in for what a script meets inside Google: forms, a spreadsheet, triggers, locks and properties.
//
// It is as strict as Google where that matters: a method that Google lacks is not here either, options that lead
// somewhere cannot stand beside options that do not, a destination that was not set cannot be asked for, and a
// trigger's run that writes without holding the lock fails.
'use strict';

// Each use of a name gives another object, so that only a comparison by name can succeed.
const enumOf = (...names) => Object.defineProperties({}, Object.fromEntries(
  names.map((name) => [name, { enumerable: true, get: () => ({ toString: () => name, isEnum: true }) }])
));
const isEnum = (value) => Boolean(value) && value.isEnum === true;
const ItemType = enumOf('TEXT', 'PARAGRAPH_TEXT', 'MULTIPLE_CHOICE', 'LIST', 'CHECKBOX', 'DATE', 'PAGE_BREAK',
  'SECTION_HEADER', 'IMAGE', 'VIDEO', 'SCALE');
const PageNavigationType = enumOf('CONTINUE', 'GO_TO_PAGE', 'RESTART', 'SUBMIT');
const DestinationType = enumOf('SPREADSHEET');
const CASTS = {
  TEXT: 'asTextItem', PARAGRAPH_TEXT: 'asParagraphTextItem', MULTIPLE_CHOICE: 'asMultipleChoiceItem',
  LIST: 'asListItem', CHECKBOX: 'asCheckboxItem', DATE: 'asDateItem', PAGE_BREAK: 'asPageBreakItem',
  SECTION_HEADER: 'asSectionHeaderItem',
};
const clone = (value) => JSON.parse(JSON.stringify(value));

class World {
  constructor() {
    this.now = Date.UTC(2026, 9, 1, 8, 0, 0);
    this.forms = new Map();
    this.properties = {};
    this.triggers = [];
    this.waiting = [];
    this.log = [];
    this.changes = []; // every call that changes a form, by name
    this.locked = false;
    this.mustLock = false;
    this.beforeWrite = []; // people's hands: each is called once, before a write of the script
    this.nextId = 1000001;
    this.spreadsheet = new Spreadsheet(this, 'SHEET-1');
  }

  id() {
    this.nextId += 7;
    return this.nextId;
  }

  changed(what) {
    this.changes.push(what);
  }

  // What the script sees as its global names.
  names() {
    const world = this;
    const text = (...allowed) => () => new ValidationBuilder(allowed);
    return {
      FormApp: {
        ItemType, PageNavigationType, DestinationType,
        create: (title) => {
          const form = new Form(world, `FORM-${world.forms.size + 1}`, title);
          world.forms.set(form.record.id, form);
          world.changed('create form');
          return form;
        },
        openById: (id) => {
          if (!world.forms.has(id)) throw new Error('No item with the given ID could be found.');
          return world.forms.get(id);
        },
        openByUrl: (url) => world.names().FormApp.openById(url.split('/')[5]),
        createTextValidation: text('requireTextIsEmail', 'requireNumberBetween', 'requireTextLengthLessThanOrEqualTo',
          'requireTextMatchesPattern'),
        createParagraphTextValidation: text('requireTextLengthLessThanOrEqualTo', 'requireTextMatchesPattern'),
      },
      SpreadsheetApp: { getActiveSpreadsheet: () => world.spreadsheet, flush: () => {} },
      ScriptApp: {
        getProjectTriggers: () => world.triggers.slice(),
        newTrigger: (handler) => ({
          forSpreadsheet: (spreadsheet) => ({
            onFormSubmit: () => ({
              create: () => {
                const trigger = {
                  getHandlerFunction: () => handler, getTriggerSourceId: () => spreadsheet.getId(),
                };
                world.triggers.push(trigger);
                return trigger;
              },
            }),
          }),
        }),
      },
      LockService: {
        getScriptLock: () => {
          let mine = false;
          const take = () => {
            if (world.locked) return false;
            world.locked = true;
            mine = true;
            return true;
          };
          return {
            tryLock: () => take(),
            waitLock: () => {
              if (!take()) throw new Error('Lock timeout: another process was holding the lock for too long.');
            },
            releaseLock: () => {
              if (mine) world.locked = false;
              mine = false;
            },
          };
        },
      },
      PropertiesService: {
        getScriptProperties: () => ({
          getProperty: (name) => (name in world.properties ? world.properties[name] : null),
          setProperty: (name, value) => {
            if (typeof value !== 'string' || value.length > 9000) throw new Error('Argument too large: value');
            world.properties[name] = value;
          },
        }),
      },
      Utilities: {
        formatDate: (date, zone, pattern) => {
          if (pattern !== 'yyyy-MM-dd') throw new Error(`the stand-in cannot write ${pattern}`);
          return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(date);
        },
      },
      Logger: { log: (line) => world.log.push(String(line)) },
    };
  }

  // ---- What people do ----

  // Somebody answers a form: {title: answer}. The row is there at once, the trigger's run waits.
  answer(formId, answers, at) {
    this.now = at === undefined ? this.now + 60000 : at;
    const form = this.forms.get(formId);
    const response = { id: `2_RESPONSE${this.id()}`, at: this.now, answers };
    form.record.responses.push(response);
    const sheet = this.spreadsheet.sheets.find((one) => one.formId === formId);
    if (sheet) {
      const row = sheet.addResponse(form, response);
      this.waiting.push({ sheet, row });
    }
    return response.id;
  }

  // Runs the triggers that wait, in the order given (all in their own order by default).
  runTriggers(globals, order) {
    const waiting = this.waiting;
    this.waiting = [];
    (order || waiting.map((_, place) => place)).forEach((place) => {
      const { sheet, row } = waiting[place];
      this.mustLock = true;
      this.triggers.forEach((trigger) => globals[trigger.getHandlerFunction()]({ range: new Range(sheet, row, 1, 1, 1) }));
      this.mustLock = false;
    });
  }

  state() {
    return {
      forms: Array.from(this.forms.values()).map((form) => form.shown()),
      sheets: this.spreadsheet.sheets.map((sheet) => ({ title: sheet.title, formId: sheet.formId, cells: sheet.shown() })),
      properties: clone(this.properties), triggers: this.triggers.length, log: this.log, locked: this.locked,
    };
  }
}

class ValidationBuilder {
  constructor(allowed) {
    const rules = {};
    allowed.forEach((name) => {
      this[name] = (...parts) => {
        rules[name] = parts.map(String);
        return this;
      };
    });
    this.setHelpText = (text) => {
      rules.help = text;
      return this;
    };
    this.build = () => rules;
  }
}

class Form {
  constructor(world, id, title) {
    this.world = world;
    this.record = {
      id, title, description: '', confirmation: '', items: [], responses: [], destination: null, published: false,
      accepting: false, edits: false, collectEmail: true, limitOne: true,
    };
  }

  getId() { return this.record.id; }
  getEditUrl() { return `https://docs.google.com/forms/d/${this.record.id}/edit`; }
  getPublishedUrl() { return `https://docs.google.com/forms/d/e/${this.record.id}/viewform`; }
  getTitle() { return this.record.title; }
  setTitle(text) { return this.set('title', text); }
  getDescription() { return this.record.description; }
  setDescription(text) { return this.set('description', text); }
  getConfirmationMessage() { return this.record.confirmation; }
  setConfirmationMessage(text) { return this.set('confirmation', text); }
  setAllowResponseEdits(yes) { return this.set('edits', yes); }
  setCollectEmail(yes) { return this.set('collectEmail', yes); }
  setLimitOneResponsePerUser(yes) { return this.set('limitOne', yes); }
  setRequireLogin() { throw new Error('Only for forms of a Workspace domain.'); }
  supportsAdvancedResponderPermissions() { return true; }
  isPublished() { return this.record.published; }
  setPublished(yes) { return this.set('published', yes); }
  isAcceptingResponses() { return this.record.accepting; }

  setAcceptingResponses(yes) {
    if (!this.record.published) throw new Error('An unpublished form cannot accept responses.');
    return this.set('accepting', yes);
  }

  set(name, value) {
    if (this.record[name] !== value) this.world.changed(`form ${name}`);
    this.record[name] = value;
    return this;
  }

  getItems() { return this.record.items.map((item) => new Item(this, item, true)); }

  add(type) {
    const item = { id: this.world.id(), type, title: '', help: '', required: false, choices: [], validation: null, goTo: null, nav: null };
    this.record.items.push(item);
    this.world.changed(`add ${type}`);
    return new Item(this, item, false);
  }

  addTextItem() { return this.add('TEXT'); }
  addParagraphTextItem() { return this.add('PARAGRAPH_TEXT'); }
  addMultipleChoiceItem() { return this.add('MULTIPLE_CHOICE'); }
  addListItem() { return this.add('LIST'); }
  addCheckboxItem() { return this.add('CHECKBOX'); }
  addDateItem() { return this.add('DATE'); }
  addPageBreakItem() { return this.add('PAGE_BREAK'); }
  addSectionHeaderItem() { return this.add('SECTION_HEADER'); }

  moveItem(from, to) {
    if (!Number.isInteger(from) || from < 0 || from >= this.record.items.length) throw new Error('Invalid index');
    const [item] = this.record.items.splice(from, 1);
    this.record.items.splice(to, 0, item);
    this.world.changed('move item');
  }

  getDestinationId() {
    if (!this.record.destination) throw new Error('The form currently has no response destination.');
    return this.record.destination;
  }

  setDestination(type, id) {
    if (String(type) !== 'SPREADSHEET') throw new Error('Invalid argument: type');
    this.record.destination = id;
    this.world.changed('link');
    if (id === this.world.spreadsheet.id) this.world.spreadsheet.link(this);
    return this;
  }

  getResponses(since) {
    if (!(since instanceof Date) && Object.prototype.toString.call(since) !== '[object Date]') throw new Error('a date, please');
    return this.record.responses.filter((one) => one.at >= since.getTime()).map((one) => new Response(this, one));
  }

  shown() {
    const titles = Object.fromEntries(this.record.items.map((item) => [item.id, item.title]));
    const led = (place) => (typeof place === 'number' ? titles[place] : place);
    return {
      ...clone(this.record), responses: this.record.responses.length,
      items: this.record.items.map((item) => ({
        ...clone(item), goTo: led(item.goTo), choices: item.choices.map((choice) => ({ value: choice.value, leads: led(choice.goal) })),
      })),
    };
  }
}

const QUESTIONS = ['TEXT', 'PARAGRAPH_TEXT', 'MULTIPLE_CHOICE', 'LIST', 'CHECKBOX', 'DATE'];

// An item; `generic` ones, as getItems gives them, have only what all items have, and must be cast.
class Item {
  constructor(form, record, generic) {
    const world = form.world;
    const set = (name, value) => {
      if (JSON.stringify(record[name]) !== JSON.stringify(value)) world.changed(`item ${name}`);
      record[name] = value;
      return this;
    };
    this.getId = () => record.id;
    this.getType = () => ItemType[record.type];
    this.getIndex = () => form.record.items.indexOf(record);
    this.getTitle = () => record.title;
    this.setTitle = (text) => set('title', text);
    this.getHelpText = () => record.help;
    this.setHelpText = (text) => set('help', text);
    if (generic) {
      Object.entries(CASTS).forEach(([type, cast]) => {
        this[cast] = () => {
          if (type !== record.type) throw new Error(`Invalid conversion for item type: ${record.type}.`);
          return new Item(form, record, false);
        };
      });
      return;
    }
    if (QUESTIONS.includes(record.type)) {
      this.isRequired = () => record.required;
      this.setRequired = (yes) => set('required', yes);
    }
    if (['TEXT', 'PARAGRAPH_TEXT'].includes(record.type)) {
      this.setValidation = (validation) => set('validation', validation);
    }
    if (record.type === 'DATE') this.setIncludesYear = (yes) => set('year', yes);
    if (record.type === 'PAGE_BREAK') {
      this.getGoToPage = () => {
        const target = form.record.items.find((one) => one.id === record.goTo);
        return target ? new Item(form, target, false) : null;
      };
      this.getPageNavigationType = () => PageNavigationType[record.goTo ? 'GO_TO_PAGE' : record.nav || 'CONTINUE'];
      this.setGoToPage = (goal) => {
        set('nav', isEnum(goal) ? String(goal) : null);
        return set('goTo', isEnum(goal) ? null : goal.getId());
      };
    }
    if (['MULTIPLE_CHOICE', 'LIST', 'CHECKBOX'].includes(record.type)) {
      this.createChoice = (value, goal) => {
        if (goal !== undefined && record.type === 'CHECKBOX') throw new Error('Checkboxes lead nowhere.');
        if (goal === undefined) return { value: String(value), goal: null };
        if (isEnum(goal)) return { value: String(value), goal: String(goal) };
        if (String(goal.getType()) !== 'PAGE_BREAK') throw new Error('Invalid page');
        return { value: String(value), goal: goal.getId() };
      };
      this.getChoices = () => record.choices.map((choice) => ({
        getValue: () => choice.value,
        getPageNavigationType: () => {
          if (record.type === 'CHECKBOX') throw new Error('Checkboxes lead nowhere.');
          return choice.goal === null ? null : PageNavigationType[typeof choice.goal === 'number' ? 'GO_TO_PAGE' : choice.goal];
        },
      }));
      this.setChoices = (choices) => {
        if (!choices.length) throw new Error('Cannot set choices to an empty list.');
        if (new Set(choices.map((choice) => choice.goal === null)).size > 1) {
          throw new Error('Choices with navigation cannot be combined with choices without.');
        }
        if (new Set(choices.map((choice) => choice.value)).size < choices.length) throw new Error('Duplicate choice');
        return set('choices', choices);
      };
    }
  }
}

class Response {
  constructor(form, record) {
    this.getId = () => record.id;
    this.getTimestamp = () => new Date(record.at);
    this.getEditResponseUrl = () => `https://docs.google.com/forms/d/e/${form.record.id}/viewform?edit2=${record.id}`;
    this.getItemResponses = () => form.record.items
      .filter((item) => item.title in record.answers)
      .map((item) => ({ getItem: () => new Item(form, item, true), getResponse: () => record.answers[item.title] }));
  }
}

class Spreadsheet {
  constructor(world, id) {
    this.world = world;
    this.id = id;
    this.sheets = [new Sheet(this, 'Suvestinė', null, [['Raktas']])];
  }

  getId() { return this.id; }
  getSheets() { return this.sheets.slice(); }
  getSpreadsheetTimeZone() { return 'Europe/Vilnius'; }

  // Google makes a new tab each time a form is linked, with all old answers.
  link(form) {
    const titles = form.record.items.filter((item) => QUESTIONS.includes(item.type)).map((item) => item.title);
    const sheet = new Sheet(this, `Formos atsakymai ${this.sheets.length}`, form.record.id, [['Laiko žyma', ...titles]]);
    this.sheets.push(sheet);
    form.record.responses.forEach((response) => sheet.addResponse(form, response));
  }
}

class Sheet {
  constructor(spreadsheet, title, formId, cells) {
    this.spreadsheet = spreadsheet;
    this.title = title;
    this.formId = formId;
    this.cells = cells;
    this.columns = Math.max(26, cells[0].length);
  }

  getParent() { return this.spreadsheet; }
  getFormUrl() { return this.formId && `https://docs.google.com/forms/d/${this.formId}/edit`; }
  getLastRow() { return this.cells.reduce((last, row, place) => (row.some((cell) => cell !== '') ? place + 1 : last), 0); }
  getLastColumn() { return Math.max(0, ...this.cells.map((row) => row.reduce((last, cell, place) => (cell !== '' ? place + 1 : last), 0))); }
  getMaxColumns() { return this.columns; }
  insertColumnAfter(column) {
    this.columns += 1;
    this.cells.forEach((row) => row.length >= column && row.splice(column, 0, ''));
  }
  getRange(row, column, height = 1, width = 1) {
    if (row < 1 || column < 1 || column + width - 1 > this.columns) throw new Error('Those columns are out of bounds.');
    return new Range(this, row, column, height, width);
  }

  // Google writes a response below the last row, numbers and days as such.
  addResponse(form, response) {
    const row = this.cells[0].map((title, place) => {
      if (place === 0) return new Date(response.at);
      const item = form.record.items.find((one) => one.title === title);
      const answer = item && title in response.answers ? response.answers[title] : '';
      if (Array.isArray(answer)) return answer.join(', ');
      if (item && item.type === 'DATE' && answer) return new Date(`${answer}T00:00:00+03:00`);
      return item && item.type === 'TEXT' && /^[0-9]+(,[0-9]+)?$/.test(answer) ? Number(answer.replace(',', '.')) : answer;
    });
    this.cells.splice(this.getLastRow(), this.cells.length, row);
    return this.cells.length;
  }

  // A person sorts the rows under the header, backwards.
  reverse() { this.cells = [this.cells[0], ...this.cells.slice(1).reverse()]; }
  insertColumn(place) { this.cells.forEach((row) => row.splice(place, 0, '')); this.columns += 1; }
  shown() { return this.cells.map((row) => row.map((cell) => (Object.prototype.toString.call(cell) === '[object Date]' ? cell.toISOString() : cell))); }
}

class Range {
  constructor(sheet, row, column, height, width) {
    Object.assign(this, { sheet, row, column, height, width });
  }

  getSheet() { return this.sheet; }

  getValues() {
    return Array.from({ length: this.height }, (_, down) => Array.from({ length: this.width }, (__, along) => {
      const row = this.sheet.cells[this.row - 1 + down] || [];
      const cell = row[this.column - 1 + along];
      return cell === undefined ? '' : cell;
    }));
  }

  setValue(value) {
    const world = this.sheet.spreadsheet.world;
    if (world.mustLock && !world.locked) throw new Error('written without holding the lock');
    const hand = world.beforeWrite.shift();
    if (hand) hand();
    while (this.sheet.cells.length < this.row) this.sheet.cells.push([]);
    const row = this.sheet.cells[this.row - 1];
    while (row.length < this.column) row.push('');
    row[this.column - 1] = value;
    return this;
  }
}

module.exports = { World };
