/*
 * {{introduction}}
 */

// What is to be made. Written by `lookdeeper forms script`; the wording is changed there, not here.
const DECLARED = null;

/** Makes the forms, or makes them as declared again: run it by hand, as often as you like. */
function publish() {
  const lock = LockService.getScriptLock();
  lock.waitLock(30000);
  try {
    const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
    if (!spreadsheet) throw new Error(DECLARED.words.noSpreadsheet);
    const forms = DECLARED.forms.map((declared) => publishForm_(declared, spreadsheet));
    SpreadsheetApp.flush();
    installTrigger_(spreadsheet);
    markSheets_(spreadsheet.getSheets());
    forms.forEach((form) => {
      Logger.log(form.getTitle());
      Logger.log('  ' + DECLARED.words.answer + ': ' + form.getPublishedUrl());
      Logger.log('  ' + DECLARED.words.edit + ': ' + form.getEditUrl());
    });
    Logger.log(DECLARED.words.responders);
  } finally {
    lock.releaseLock();
  }
}

/** Runs by itself whenever somebody answers: writes the answer's id and its edit link beside its row. */
function onAnswer(event) {
  const lock = LockService.getScriptLock();
  // Two people may send their answers at once. Who waits in vain leaves the row to the next answer's run.
  if (!lock.tryLock(240000)) return;
  try {
    SpreadsheetApp.flush();
    const sheets = event && event.range ? [event.range.getSheet()] : SpreadsheetApp.getActiveSpreadsheet().getSheets();
    markSheets_(sheets);
  } finally {
    SpreadsheetApp.flush();
    lock.releaseLock();
  }
}

// ---- The form ----

function publishForm_(declared, spreadsheet) {
  const form = openOrMake_(declared, spreadsheet);
  const found = findParts_(form, declared);
  setUnlessSame_(form, 'Title', declared.title);
  setUnlessSame_(form, 'Description', declared.description);
  setUnlessSame_(form, 'ConfirmationMessage', declared.confirmation);
  form.setAllowResponseEdits(true);
  form.setCollectEmail(false);
  form.setLimitOneResponsePerUser(false);
  try {
    form.setRequireLogin(false);
  } catch (error) {
    // Only accounts of an organisation have this setting, and only older forms of theirs.
  }
  makeParts_(form, declared, found);
  declared.parts.forEach((part) => fillPart_(part, found));
  open_(form);
  link_(form, spreadsheet);
  return form;
}

function openOrMake_(declared, spreadsheet) {
  const properties = PropertiesService.getScriptProperties();
  const name = 'form ' + declared.key + ' ' + declared.language;
  const id = properties.getProperty(name);
  if (id) {
    try {
      return FormApp.openById(id);
    } catch (error) {
      throw new Error(say_(DECLARED.words.formGone, { title: declared.title, property: name }));
    }
  }
  const form = linkedForm_(declared, spreadsheet) || FormApp.create(declared.documentTitle);
  // At once: should anything fail from here on, the next run goes on with this form and makes no second one.
  properties.setProperty(name, form.getId());
  return form;
}

/** Returns the form that answers into this spreadsheet already and has the declared title, if there is one. */
function linkedForm_(declared, spreadsheet) {
  for (const sheet of spreadsheet.getSheets()) {
    const url = sheet.getFormUrl();
    if (url) {
      const form = FormApp.openByUrl(url);
      if (form.getTitle() === declared.title) return form;
    }
  }
  return null;
}

/** Returns the items of the form by the keys of declared parts: known by their ids, else by their titles. */
function findParts_(form, declared) {
  const stored = PropertiesService.getScriptProperties().getProperty(partsName_(declared));
  const known = stored ? JSON.parse(stored) : {};
  const free = new Map(form.getItems().map((item) => [item.getId(), item]));
  const found = {};
  const wrong = [];
  const take = (part, item) => {
    free.delete(item.getId());
    found[part.key] = item;
    if (typeOf_(item) !== TYPES_[part.kind]) wrong.push(item.getTitle());
  };
  declared.parts.forEach((part) => {
    const item = free.get(known[part.key]);
    if (item) take(part, item);
  });
  declared.parts.forEach((part) => {
    if (found[part.key]) return;
    const layout = isLayout_(TYPES_[part.kind]);
    const item = Array.from(free.values()).find(
      (one) => part.names.includes(headerName_(one.getTitle())) && isLayout_(typeOf_(one)) === layout
    );
    if (item) take(part, item);
  });
  if (wrong.length) throw new Error(say_(DECLARED.words.wrongKind, { titles: wrong.join(', ') }));
  free.forEach((item) => {
    if (!isLayout_(typeOf_(item))) Logger.log(say_(DECLARED.words.unknownQuestion, { title: item.getTitle() }));
  });
  return found;
}

/** Makes what is missing and moves what stands elsewhere; what people added stays behind what it stands behind. */
function makeParts_(form, declared, found) {
  declared.parts.forEach((part) => {
    if (!found[part.key]) found[part.key] = ADDING_[part.kind](form);
    setUnlessSame_(found[part.key], 'Title', part.title);
    setUnlessSame_(found[part.key], 'HelpText', part.help);
  });
  const ids = {};
  declared.parts.forEach((part) => {
    ids[part.key] = found[part.key].getId();
  });
  PropertiesService.getScriptProperties().setProperty(partsName_(declared), JSON.stringify(ids));
  const order = declared.parts.map((part) => ids[part.key]);
  const wanted = new Set(order);
  let before = null;
  form.getItems().forEach((item) => {
    if (!wanted.has(item.getId())) order.splice(before === null ? 0 : order.indexOf(before) + 1, 0, item.getId());
    before = item.getId();
  });
  order.forEach((id, place) => {
    const items = form.getItems();
    // Always towards the beginning, where the place means the same before and after the move.
    if (items[place].getId() !== id) form.moveItem(items.findIndex((item) => item.getId() === id), place);
  });
}

function fillPart_(part, found) {
  const item = typed_(part.kind, found[part.key]);
  if (part.kind === 'page') {
    const there = item.getGoToPage();
    const type = item.getPageNavigationType();
    const goal = goal_(part.onward, found);
    const same = typeof goal.getId === 'function' ? there && there.getId() === goal.getId() : !there && String(type) === String(goal);
    if (!same) item.setGoToPage(goal);
    return;
  }
  if (part.kind === 'heading') return;
  if (item.isRequired() !== part.required) item.setRequired(part.required);
  if (part.kind === 'date') item.setIncludesYear(true);
  if (part.check) item.setValidation(validation_(part));
  if (part.options.length) {
    // What an option leads to cannot be compared at little cost, and setting it again loses nothing.
    const there = item.getChoices().map((choice) => choice.getValue());
    if (part.routes.length) {
      item.setChoices(part.options.map((option, place) => item.createChoice(option, goal_(part.routes[place], found))));
    } else if (JSON.stringify(there) !== JSON.stringify(part.options) || leads_(part, item)) {
      item.setChoices(part.options.map((option) => item.createChoice(option)));
    }
  }
}

/** Tells whether an option of a question whose answers lead nowhere else than on was made to lead somewhere. */
function leads_(part, item) {
  return part.kind !== 'checkbox' && item.getChoices().some((choice) => {
    const type = choice.getPageNavigationType();
    return Boolean(type) && String(type) !== String(FormApp.PageNavigationType.CONTINUE);
  });
}

function goal_(route, found) {
  if (route === 'submit') return FormApp.PageNavigationType.SUBMIT;
  return route ? typed_('page', found[route]) : FormApp.PageNavigationType.CONTINUE;
}

function validation_(part) {
  const check = part.check;
  const builder = part.kind === 'paragraph' ? FormApp.createParagraphTextValidation() : FormApp.createTextValidation();
  builder.setHelpText(check.message);
  if (check.rule === 'email') return builder.requireTextIsEmail().build();
  if (check.rule === 'number') return builder.requireNumberBetween(Number(check.least), Number(check.most)).build();
  if (check.rule === 'length') return builder.requireTextLengthLessThanOrEqualTo(Number(check.most)).build();
  return builder.requireTextMatchesPattern('^\\s*(' + check.pattern + ')\\s*$').build();
}

function open_(form) {
  // Forms made before there was publishing have none of these.
  if (form.supportsAdvancedResponderPermissions && form.supportsAdvancedResponderPermissions()) {
    if (!form.isPublished()) form.setPublished(true);
  }
  if (!form.isAcceptingResponses()) form.setAcceptingResponses(true);
}

function link_(form, spreadsheet) {
  let linked = null;
  try {
    linked = form.getDestinationId();
  } catch (error) {
    // It is linked to nothing yet.
  }
  if (!linked) {
    form.setDestination(FormApp.DestinationType.SPREADSHEET, spreadsheet.getId());
  } else if (linked !== spreadsheet.getId()) {
    Logger.log(say_(DECLARED.words.linkedElsewhere, { title: form.getTitle() }));
  }
}

function installTrigger_(spreadsheet) {
  const there = ScriptApp.getProjectTriggers().some(
    (trigger) => trigger.getHandlerFunction() === 'onAnswer' && trigger.getTriggerSourceId() === spreadsheet.getId()
  );
  if (!there) ScriptApp.newTrigger('onAnswer').forSpreadsheet(spreadsheet).onFormSubmit().create();
}

// ---- The rows ----

/** Writes id and edit link beside every answer that has none yet, wherever its row stands by now. */
function markSheets_(sheets) {
  const properties = PropertiesService.getScriptProperties();
  const ours = DECLARED.forms.map((declared) => [
    properties.getProperty('form ' + declared.key + ' ' + declared.language), declared,
  ]);
  sheets.forEach((sheet) => {
    const url = sheet.getFormUrl();
    if (!url) return;
    const form = FormApp.openByUrl(url);
    const declared = (ours.find(([id]) => id === form.getId()) || [])[1];
    // People may sort while this runs: what was written is looked at again, and written anew if it met another row.
    for (let attempt = 0; declared && attempt < 3; attempt += 1) {
      if (!markSheet_(sheet, form, declared)) return;
    }
  });
}

/** Marks the rows of a sheet once; returns whether a mark met a wrong row and was taken away again. */
function markSheet_(sheet, form, declared) {
  const table = readTable_(sheet, declared);
  if (!table) return false;
  const bare = table.rows.filter((row) => row.stamp && !(row.id && row.link));
  if (!bare.length) return false;
  const since = new Date(Math.min(...bare.map((row) => row.stamp.getTime())) - 5000);
  const pairs = pairs_(bare, form.getResponses(since).map((response) => readResponse_(response)), table);
  pairs.forEach(([row, response]) => {
    if (!row.id) sheet.getRange(row.number, table.idColumn).setValue(response.id);
    sheet.getRange(row.number, table.linkColumn).setValue(response.url);
  });
  if (!pairs.length) return false;
  SpreadsheetApp.flush();
  const misplaced = takeBack_(sheet, declared, pairs, table);
  SpreadsheetApp.flush();
  return misplaced;
}

/**
 * Takes marks away that met another row or column than was meant, because somebody sorted or inserted meanwhile, and
 * puts back what stood there; returns whether there were any.
 */
function takeBack_(sheet, declared, pairs, before) {
  const now = readTable_(sheet, declared);
  let misplaced = false;
  pairs.forEach(([, response]) => {
    now.rows.forEach((row) => {
      const right = near_(row, response) && fits_(row, response, now);
      row.cells.forEach((cell, place) => {
        if (cell !== response.id && cell !== response.url) return;
        if (right && place + 1 === (cell === response.id ? now.idColumn : now.linkColumn)) return;
        misplaced = true;
        const was = before.rows.find((one) => one.stamp && row.stamp && one.stamp.getTime() === row.stamp.getTime());
        const column = before.names.indexOf(now.names[place]);
        const value = was && column >= 0 && now.names[place] ? was.cells[column] : '';
        sheet.getRange(row.number, place + 1).setValue(value);
      });
    });
  });
  return misplaced;
}

/** Returns the rows under the header, and where its columns stand; the two of ours are made when missing. */
function readTable_(sheet, declared) {
  const height = sheet.getLastRow();
  const width = sheet.getLastColumn();
  if (!height || !width) return null;
  const values = sheet.getRange(1, 1, height, width).getValues();
  const questions = declared.parts.filter((part) => !['page', 'heading'].includes(part.kind));
  const titles = new Set(questions.map((part) => headerName_(part.title)));
  const header = values.slice(0, 20).findIndex(
    (row) => row.filter((cell) => titles.has(headerName_(cell))).length * 2 >= titles.size
  );
  if (header < 0) return null;
  const names = values[header].map(headerName_);
  const column = (words) => names.findIndex((name) => words.map(headerName_).includes(name)) + 1;
  let idColumn = column(DECLARED.words.idNames);
  let linkColumn = column(DECLARED.words.linkNames);
  let last = width;
  const make = (title) => {
    last += 1;
    if (last > sheet.getMaxColumns()) sheet.insertColumnAfter(sheet.getMaxColumns());
    sheet.getRange(header + 1, last).setValue(title);
    return last;
  };
  if (!idColumn) idColumn = make(DECLARED.words.id);
  if (!linkColumn) linkColumn = make(DECLARED.words.link);
  const zone = sheet.getParent().getSpreadsheetTimeZone();
  const stampColumn = stampColumn_(names, values.slice(header + 1), titles);
  const rows = values.slice(header + 1).map((cells, place) => ({
    number: header + 2 + place,
    cells,
    stamp: cells[stampColumn] instanceof Date ? cells[stampColumn] : null,
    id: idColumn <= cells.length ? String(cells[idColumn - 1]) : '',
    link: linkColumn <= cells.length ? String(cells[linkColumn - 1]) : '',
  }));
  return { rows, names, zone, idColumn, linkColumn };
}

/** Returns the column of time stamps, whose header Google writes in the language of whoever linked the form. */
function stampColumn_(names, rows, titles) {
  const known = names.findIndex((name) => DECLARED.words.stamps.includes(name));
  if (known >= 0) return known;
  const dates = names.map((name, column) =>
    titles.has(name) ? -1 : rows.filter((row) => row[column] instanceof Date).length
  );
  return dates.indexOf(Math.max(...dates));
}

function readResponse_(response) {
  const answers = new Map();
  response.getItemResponses().forEach((one) => {
    const answer = one.getResponse();
    answers.set(headerName_(one.getItem().getTitle()), Array.isArray(answer) ? answer.join(', ') : String(answer));
  });
  return {
    id: response.getId(),
    stamp: response.getTimestamp(),
    url: response.getEditResponseUrl(),
    answers,
    content: JSON.stringify(Array.from(answers.entries()).sort()),
  };
}

/**
 * Returns which row is which response. The time must agree and at least half of the answers; no other response may
 * agree as well with the row, nor the response with another row, unless they say the same word for word.
 */
function pairs_(rows, responses, table) {
  const taken = new Set(table.rows.filter((row) => row.id && row.stamp).flatMap(
    (row) => responses.filter((one) => one.id === row.id && near_(row, one)).map((one) => one.id)
  ));
  const pairs = [];
  rows.forEach((row) => {
    const ranked = responses
      .filter((one) => (row.id ? one.id === row.id : !taken.has(one.id)))
      .filter((one) => near_(row, one) && fits_(row, one, table))
      .map((one) => ({ one, score: score_(row, one, table) }))
      .sort((a, b) => b.score - a.score);
    if (!ranked.length) return;
    const best = ranked.filter((entry) => entry.score === ranked[0].score).map((entry) => entry.one);
    if (new Set(best.map((one) => one.content)).size > 1) return;
    const rival = rows.some(
      (other) => other !== row && near_(other, best[0]) && score_(other, best[0], table) >= ranked[0].score
        && content_(other, table) !== content_(row, table)
    );
    if (rival) return;
    taken.add(best[0].id);
    pairs.push([row, best[0]]);
  });
  return pairs;
}

function near_(row, response) {
  return Boolean(row.stamp) && Math.abs(row.stamp.getTime() - response.stamp.getTime()) <= 2000;
}

function fits_(row, response, table) {
  return score_(row, response, table) * 2 >= Math.max(response.answers.size, 1);
}

/** Returns how many answers of a response stand in a row. */
function score_(row, response, table) {
  let score = 0;
  response.answers.forEach((answer, name) => {
    const column = table.names.indexOf(name);
    if (column >= 0 && same_(row.cells[column], answer, table.zone)) score += 1;
  });
  return score;
}

function content_(row, table) {
  return JSON.stringify(row.cells.filter((_, place) => place + 1 !== table.idColumn && place + 1 !== table.linkColumn));
}

/** Tells whether a cell holds an answer, which the sheet may have read as a number or a date. */
function same_(cell, answer, zone) {
  if (cell instanceof Date) return Utilities.formatDate(cell, zone, 'yyyy-MM-dd') === answer;
  if (typeof cell === 'number') return Number(answer.replace(/\s/g, '').replace(',', '.')) === cell;
  const bare = (text) => String(text).replace(/\s+/g, ' ').trim();
  return bare(cell) === bare(answer);
}

// ---- Small things ----

function partsName_(declared) {
  return 'parts ' + declared.key + ' ' + declared.language;
}

function setUnlessSame_(object, name, value) {
  if ((object['get' + name]() || '') !== value) object['set' + name](value);
}

function say_(words, parts) {
  return Object.keys(parts).reduce((text, name) => text.split('{' + name + '}').join(parts[name]), words);
}

/** Returns a header as headers are compared: single spaces, lower case, no star, colon or question's end. */
function headerName_(title) {
  return String(title).replace(/\s+/g, ' ').trim().toLowerCase().replace(/[*:?. ]+$/, '').replace(/^[* ]+/, '');
}

function isLayout_(type) {
  return ['PAGE_BREAK', 'SECTION_HEADER', 'IMAGE', 'VIDEO'].includes(type);
}

/** Returns the name of an item's type; names are compared, for they are equal wherever Google makes them. */
function typeOf_(item) {
  return String(item.getType());
}

/** Google's names of our kinds. */
const TYPES_ = {
  text: 'TEXT',
  paragraph: 'PARAGRAPH_TEXT',
  radio: 'MULTIPLE_CHOICE',
  drop_down: 'LIST',
  checkbox: 'CHECKBOX',
  date: 'DATE',
  page: 'PAGE_BREAK',
  heading: 'SECTION_HEADER',
};

const ADDING_ = {
  text: (form) => form.addTextItem(),
  paragraph: (form) => form.addParagraphTextItem(),
  radio: (form) => form.addMultipleChoiceItem(),
  drop_down: (form) => form.addListItem(),
  checkbox: (form) => form.addCheckboxItem(),
  date: (form) => form.addDateItem(),
  page: (form) => form.addPageBreakItem(),
  heading: (form) => form.addSectionHeaderItem(),
};

/** Returns an item with the methods of its kind: what was just added has them, what was found must be asked. */
function typed_(kind, item) {
  const casts = {
    text: 'asTextItem',
    paragraph: 'asParagraphTextItem',
    radio: 'asMultipleChoiceItem',
    drop_down: 'asListItem',
    checkbox: 'asCheckboxItem',
    date: 'asDateItem',
    page: 'asPageBreakItem',
    heading: 'asSectionHeaderItem',
  };
  return typeof item[casts[kind]] === 'function' ? item[casts[kind]]() : item;
}
