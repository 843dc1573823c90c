/*
 * The little that makes the desk quicker; every page works without it.
 *
 *   data-confirm="question" on a form or button   asks before it is sent
 *   data-submit on a select or checkbox           sends its form when changed
 *   mark[data-duty] and .duty-card[data-duty]     a click on one shows the other
 *   a form                                        is sent once, not twice; is busy until it is gone
 *   input[name=who]                               keeps the name that was typed last
 *   form[data-one-by-one="address"]               several files are sent one after the other: it says
 *                                                 which one, how many, about how long; then address
 *   input[type=file][data-most-bytes]             says so when a file is larger, before it is sent
 *   input.drop                                    takes files that are dropped anywhere on the page
 */
'use strict';

(function () {
    document.addEventListener('submit', function (event) {
        const form = event.target;
        const asker = event.submitter && event.submitter.dataset.confirm ? event.submitter : form;
        if (asker.dataset.confirm && !window.confirm(asker.dataset.confirm)) {
            event.preventDefault();
            event.stopPropagation();
            return;
        }
        if (form.method === 'post') {
            if (form.dataset.sent === '1') {
                event.preventDefault();
                event.stopPropagation();
                return;
            }
            form.dataset.sent = '1';
            form.setAttribute('aria-busy', 'true');
            rememberWho(form);
        }
    }, true);

    /* Who decides signs by name, finding by finding: typed once, it is there in this browser. */
    const whoFields = 'input[name="who"][autocomplete="name"]';
    function rememberWho(form) {
        const field = form.querySelector(whoFields);
        if (field && field.value.trim() !== '') {
            try {
                localStorage.setItem('who', field.value.trim());
            } catch (refused) {
                /* Then it is typed again. */
            }
        }
    }
    let who = null;
    try {
        who = localStorage.getItem('who');
    } catch (refused) {
        who = null;
    }
    document.querySelectorAll(whoFields).forEach(function (field) {
        field.value = field.value || who || '';
    });

    function mayBeSentAgain() {
        document.querySelectorAll('form[data-sent]').forEach(function (form) {
            delete form.dataset.sent;
            form.removeAttribute('aria-busy');
        });
    }
    window.addEventListener('pageshow', mayBeSentAgain);
    document.addEventListener('htmx:finally:request', mayBeSentAgain);

    document.addEventListener('change', function (event) {
        const field = event.target.closest('[data-submit]');
        if (field && field.form) {
            field.form.requestSubmit();
        }
    });

    function show(element, pane) {
        if (!element) {
            return;
        }
        if (pane && pane.scrollHeight > pane.clientHeight) {
            const at = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
            pane.scrollTop += at - pane.clientHeight / 3;
        } else {
            element.scrollIntoView({ block: 'center' });
        }
    }

    function choose(duty, from) {
        document.querySelectorAll('.is-chosen').forEach(function (e) {
            e.classList.remove('is-chosen');
        });
        const all = document.querySelectorAll('[data-duty="' + CSS.escape(duty) + '"]');
        all.forEach(function (e) {
            e.classList.add('is-chosen');
        });
        const other = Array.from(all).find(function (e) {
            return e.matches('mark') !== from.matches('mark');
        });
        if (other) {
            show(other, other.closest('.pane-text, .pane-list'));
        }
    }

    document.addEventListener('click', function (event) {
        const mark = event.target.closest('mark[data-duty]');
        if (mark) {
            if (event.target.closest('a')) {
                event.preventDefault();
            }
            choose(mark.dataset.duty, mark);
            return;
        }
        const place = event.target.closest('.duty-card [data-place]');
        if (place) {
            event.preventDefault();
            const card = place.closest('.duty-card');
            choose(card.dataset.duty, card);
        }
    });

    /* Several files: each by itself, so that it can be said which one and how long it still takes. */
    function reasonOf(page) {
        const answer = new DOMParser().parseFromString(page, 'text/html');
        const told = answer.querySelector('#faults li') || answer.querySelector('main p');
        return told ? told.textContent.trim() : '';
    }
    function timeLeft(form, began, sent, all) {
        const seconds = Math.ceil((Date.now() - began) / Math.max(sent, 1) * (all - sent) / 1000);
        return seconds > 90 ? form.dataset.sayMinutes.replace('#', Math.ceil(seconds / 60))
            : form.dataset.sayLeft.replace('#', seconds);
    }
    async function sendOne(form, file) {
        const body = new FormData(form);
        body.delete('files');
        body.append('files', file, file.name);
        const answer = await fetch(form.action, { method: 'POST', body: body, redirect: 'manual' });
        return answer.type === 'opaqueredirect' ? null : reasonOf(await answer.text());
    }
    async function sendEach(form, files) {
        const status = form.querySelector('.busy');
        const list = form.querySelector('.coming');
        const all = files.reduce(function (sum, file) { return sum + file.size; }, 0);
        const began = Date.now();
        let sent = 0;
        let refused = 0;
        list.replaceChildren();
        list.hidden = false;
        for (const [i, file] of files.entries()) {
            status.textContent = (i + 1) + '/' + files.length + ' ' + file.name +
                (sent > 0 ? ' ' + timeLeft(form, began, sent, all) : '');
            const row = list.appendChild(document.createElement('li'));
            row.textContent = file.name + ' …';
            const reason = await sendOne(form, file).catch(function () { return form.dataset.saySilent; });
            row.textContent = file.name + ': ' +
                (reason === null ? form.dataset.sayDone : form.dataset.sayRefused + ' ' + reason);
            row.className = reason === null ? '' : 'refused';
            refused += reason !== null;
            sent += file.size;
        }
        if (refused === 0) {
            if (location.pathname === form.dataset.oneByOne) {
                location.hash = 'files';
                location.reload();
            } else {
                location.assign(form.dataset.oneByOne + '#files');
            }
            return;
        }
        mayBeSentAgain();
        const link = list.appendChild(document.createElement('li')).appendChild(document.createElement('a'));
        link.href = form.dataset.oneByOne;
        link.textContent = form.dataset.sayList;
    }
    document.addEventListener('submit', function (event) {
        const form = event.target;
        const input = form.dataset.oneByOne ? form.querySelector('input[type="file"]') : null;
        if (input && input.files.length > 1 && !event.defaultPrevented) {
            event.preventDefault();
            sendEach(form, Array.from(input.files));
        }
    });

    document.addEventListener('change', function (event) {
        const most = event.target.dataset.mostBytes;
        if (most) {
            const large = Array.from(event.target.files).find(function (file) { return file.size > Number(most); });
            event.target.setCustomValidity(large ? large.name + ' ' + event.target.dataset.sayLarge : '');
            event.target.reportValidity();
        }
    });

    /* A browser would leave the page for a file that is dropped beside the field. */
    function bringsFiles(event) {
        return event.dataTransfer && Array.from(event.dataTransfer.types).includes('Files') &&
            !event.target.closest('input[type="file"]');
    }
    /* Folders have no content of their own. */
    function filesOf(transfer) {
        const taken = new DataTransfer();
        Array.from(transfer.items).forEach(function (item) {
            const entry = item.webkitGetAsEntry && item.webkitGetAsEntry();
            const file = item.kind === 'file' && !(entry && entry.isDirectory) ? item.getAsFile() : null;
            if (file) {
                taken.items.add(file);
            }
        });
        return taken.files;
    }
    document.addEventListener('dragover', function (event) {
        if (bringsFiles(event)) {
            event.preventDefault();
            event.dataTransfer.dropEffect = document.querySelector('input.drop') ? 'copy' : 'none';
            document.body.classList.add('is-dragging');
        }
    });
    document.addEventListener('dragleave', function (event) {
        if (!event.relatedTarget) {
            document.body.classList.remove('is-dragging');
        }
    });
    document.addEventListener('drop', function (event) {
        document.body.classList.remove('is-dragging');
        if (!bringsFiles(event)) {
            return;
        }
        event.preventDefault();
        const field = document.querySelector('input.drop');
        const files = filesOf(event.dataTransfer);
        if (field && files.length > 0 && (field.multiple || files.length === 1)) {
            const panel = field.closest('details');
            if (panel) {
                panel.open = true;
            }
            field.files = files;
            field.scrollIntoView({ block: 'center' });
            field.focus();
            field.dispatchEvent(new Event('change', { bubbles: true }));
        }
    });

    const faults = document.getElementById('faults');
    if (faults) {
        faults.focus();
    }

    document.addEventListener('htmx:config:request', function (event) {
        const token = document.querySelector('meta[name="csrf"]');
        const request = event.detail && event.detail.ctx && event.detail.ctx.request;
        if (token && request && request.method && request.method.toUpperCase() !== 'GET') {
            request.headers['X-CSRF-Token'] = token.content;
        }
    });
})();
