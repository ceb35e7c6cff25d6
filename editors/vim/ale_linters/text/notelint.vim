" ALE linter: what a payer will not pay for in a progress note, shown as you type.
" The note goes to notelint on standard input, under the name of its file, so that the notelint.yaml beside it is in force.

call ale#Set('text_notelint_executable', 'notelint')
call ale#Set('text_notelint_options', '')

function! ale_linters#text#notelint#GetCommand(buffer) abort
    let l:options = ale#Var(a:buffer, 'text_notelint_options')

    return '%e check --quiet --format rdjson --stdin-filename %s' . ale#Pad(l:options) . ' -'
endfunction

" Columns of rdjson count bytes from 1, as Vim's do, and an end is behind the last one.
function! ale_linters#text#notelint#Handle(buffer, lines) abort
    let l:types = {'ERROR': 'E', 'WARNING': 'W', 'INFO': 'I'}
    let l:output = []

    for l:found in get(ale#util#FuzzyJSONDecode(a:lines, {}), 'diagnostics', [])
        let l:range = l:found.location.range
        call add(l:output, {
        \   'lnum': l:range.start.line,
        \   'col': l:range.start.column,
        \   'end_lnum': l:range.end.line,
        \   'end_col': l:range.end.column - 1,
        \   'type': get(l:types, l:found.severity, 'W'),
        \   'code': l:found.code.value,
        \   'text': l:found.message,
        \})
    endfor

    return l:output
endfunction

call ale#linter#Define('text', {
\   'name': 'notelint',
\   'executable': {b -> ale#Var(b, 'text_notelint_executable')},
\   'command': function('ale_linters#text#notelint#GetCommand'),
\   'callback': 'ale_linters#text#notelint#Handle',
\})
