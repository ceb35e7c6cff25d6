" Vim compiler file: `:compiler notelint`, then `:make` checks the current file and `:copen` lists what was found.

if exists('current_compiler')
  finish
endif
let current_compiler = 'notelint'

let s:cpo_save = &cpo
set cpo&vim

CompilerSet makeprg=notelint\ check\ --format\ short\ --quiet\ %:S
" a.txt:4:55: warning[NB301]: not billable: ...
" Columns count characters, which %v comes nearest to: it is right but behind tabs and wide characters.
CompilerSet errorformat=%f:%l:%v:\ %t%*[a-z]%m

let &cpo = s:cpo_save
unlet s:cpo_save
