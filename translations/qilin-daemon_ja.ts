<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>Autostart</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 に書き込めません: %2</translation>
    </message>
    <message>
        <source>no such directory</source>
        <translation>そのようなディレクトリーはありません</translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>Try qilin-daemon --help.</source>
        <translation>qilin-daemon --help を参照してください。</translation>
    </message>
    <message>
        <source>Runs the workers of an application, keeps them running, and replaces them without dropping a request.</source>
        <translation>アプリケーションのワーカーを起動し、動かし続け、リクエストを一つも失わずに入れ替えます。</translation>
    </message>
    <message>
        <source>the configuration file; default ./qilin-daemon.json</source>
        <translation>設定ファイル。既定は ./qilin-daemon.json</translation>
    </message>
    <message>
        <source>no tray</source>
        <translation>トレイを使わない</translation>
    </message>
    <message>
        <source>validate CONFIG, print every fault, start nothing</source>
        <translation>CONFIG を検証し、誤りをすべて表示する。何も起動しない</translation>
    </message>
    <message>
        <source>as the key pidfile; the option wins</source>
        <translation>キー pidfile と同じ。オプションが優先</translation>
    </message>
    <message>
        <source>error, warning, info or debug</source>
        <translation>error、warning、info、debug のいずれか</translation>
    </message>
    <message>
        <source>print the configuration reference (every key, type, default, range, meaning)</source>
        <translation>設定リファレンスを表示する (すべてのキー、型、既定値、範囲、意味)</translation>
    </message>
    <message>
        <source>print the version</source>
        <translation>バージョンを表示する</translation>
    </message>
    <message>
        <source>print this help</source>
        <translation>このヘルプを表示する</translation>
    </message>
    <message>
        <source>one CONFIG at most may be named, not %1</source>
        <translation>CONFIG は一つだけ指定できます。%1 は余分です</translation>
    </message>
    <message>
        <source>CONFIG must name a file; it is empty</source>
        <translation>CONFIG にはファイル名が必要ですが、空です</translation>
    </message>
    <message>
        <source>--pidfile must name a file; it is empty</source>
        <translation>--pidfile にはファイル名が必要ですが、空です</translation>
    </message>
    <message>
        <source>--log-level must be error, warning, info or debug</source>
        <translation>--log-level は error、warning、info、debug のいずれかです</translation>
    </message>
    <message>
        <source>with --check: print what would happen if CONFIG took the place of OLD</source>
        <translation>--check と共に: OLD を CONFIG で置き換えたら何が起きるかを表示する</translation>
    </message>
    <message>
        <source>print a configuration made from a PM2 ecosystem file, a Procfile or a configuration of supervisord, and on stderr what could not be carried over</source>
        <translation>PM2 の ecosystem ファイル、Procfile、supervisord の設定から作った設定を表示し、引き継げなかったものを標準エラー出力に書く</translation>
    </message>
    <message>
        <source>with --import: also take the variables of PM2&apos;s env_NAME</source>
        <translation>--import と共に: PM2 の env_NAME の変数も取り込む</translation>
    </message>
    <message>
        <source>--against must name a file; it is empty</source>
        <translation>--against にはファイル名が必要ですが、空です</translation>
    </message>
    <message>
        <source>--against goes with --check</source>
        <translation>--against は --check と共に使います</translation>
    </message>
    <message>
        <source>--env goes with --import</source>
        <translation>--env は --import と共に使います</translation>
    </message>
    <message>
        <source>--import must name a file; it is empty</source>
        <translation>--import にはファイル名が必要ですが、空です</translation>
    </message>
    <message>
        <source>--import reads its own file only; it takes no CONFIG and no --check</source>
        <translation>--import はそのファイルだけを読みます。CONFIG や --check は指定できません</translation>
    </message>
</context>
<context>
    <name>ConfigText</name>
    <message>
        <source>a truth value</source>
        <translation>真偽値</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>a string</source>
        <translation>文字列</translation>
    </message>
    <message>
        <source>an array</source>
        <translation>配列</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>オブジェクト</translation>
    </message>
    <message>
        <source>must not be empty</source>
        <translation>空にはできません</translation>
    </message>
    <message>
        <source>must not hold a NUL character (\u0000)</source>
        <translation>NUL 文字 (\u0000) を含めることはできません</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true または false</translation>
    </message>
    <message>
        <source>must be %1, not %2</source>
        <translation>%1 でなければなりません (現在は %2)</translation>
    </message>
    <message>
        <source>an integer from %1 to %2 or &quot;auto&quot;</source>
        <translation>%1 から %2 までの整数、または &quot;auto&quot;</translation>
    </message>
    <message>
        <source>an integer from %1 to %2</source>
        <translation>%1 から %2 までの整数</translation>
    </message>
    <message>
        <source>milliseconds, an integer from %1 to %2</source>
        <translation>ミリ秒、%1 から %2 までの整数</translation>
    </message>
    <message>
        <source>an array of strings such as [&quot;a&quot;, &quot;b&quot;]</source>
        <translation>[&quot;a&quot;, &quot;b&quot;] のような文字列の配列</translation>
    </message>
    <message>
        <source>an object of strings such as {&quot;NODE_ENV&quot;: &quot;production&quot;}</source>
        <translation>{&quot;NODE_ENV&quot;: &quot;production&quot;} のような文字列のオブジェクト</translation>
    </message>
    <message>
        <source>the name of a variable must not be empty nor hold = or a NUL character</source>
        <translation>変数名は空にできず、= や NUL 文字を含められません</translation>
    </message>
    <message>
        <source>this variable stands here twice; keep one</source>
        <translation>この変数が二度書かれています。一つだけ残してください</translation>
    </message>
    <message>
        <source>a string in double quotes, or null</source>
        <translation>二重引用符で囲んだ文字列、または null</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>%1 のいずれか</translation>
    </message>
    <message>
        <source>must be %1</source>
        <translation>%1 でなければなりません</translation>
    </message>
    <message>
        <source>control port; without it there is no HTTP control. 0 picks a free one and logs it</source>
        <translation>制御ポート。なければ HTTP による制御はない。0 は空きポートを選んでログに書く</translation>
    </message>
    <message>
        <source>address to bind, an IP address or localhost. One that is not loopback needs credentials</source>
        <translation>待ち受けるアドレス。IP アドレスまたは localhost。ループバック以外では認証情報が必要</translation>
    </message>
    <message>
        <source>user name of Basic authentication; it needs a password</source>
        <translation>Basic 認証のユーザー名。パスワードも必要</translation>
    </message>
    <message>
        <source>further names accepted in a request&apos;s Host header</source>
        <translation>リクエストの Host ヘッダーで追加で受け入れる名前</translation>
    </message>
    <message>
        <source>DIR/HASH.sock: DIR is $XDG_RUNTIME_DIR/qilin-daemon, else /run/qilin-daemon for root, else /tmp/qilin-daemon-UID; HASH comes from CONFIG&apos;s real path</source>
        <translation>DIR/HASH.sock: DIR は $XDG_RUNTIME_DIR/qilin-daemon、なければ root では /run/qilin-daemon、その他は /tmp/qilin-daemon-UID。HASH は CONFIG の実パスから求める</translation>
    </message>
    <message>
        <source>Unix socket, mode 0600, with the same API as the port and no password: the file&apos;s owner is the proof. &quot;&quot; turns it off</source>
        <translation>ポートと同じ API を持つ Unix ソケット (モード 0600)。パスワードは不要で、ファイルの所有者であることが証明になる。&quot;&quot; で無効</translation>
    </message>
    <message>
        <source>written on start, removed on exit; a live daemon&apos;s pidfile is never overwritten</source>
        <translation>起動時に書き、終了時に消す。動作中のデーモンの pidfile は決して上書きしない</translation>
    </message>
    <message>
        <source>process title of the daemon</source>
        <translation>デーモンのプロセス名</translation>
    </message>
    <message>
        <source>the program: a script (interpreter by extension or #!) or an executable; a bare name that is not beside CONFIG is looked up in PATH</source>
        <translation>プログラム: スクリプト (拡張子か #! でインタープリターを決める) または実行ファイル。CONFIG の隣にない単なる名前は PATH から探す</translation>
    </message>
    <message>
        <source>base name of exec</source>
        <translation>exec のファイル名</translation>
    </message>
    <message>
        <source>unique; used in API, log and tray</source>
        <translation>一意な名前。API、ログ、トレイで使う</translation>
    </message>
    <message>
        <source>arguments</source>
        <translation>引数</translation>
    </message>
    <message>
        <source>by extension</source>
        <translation>拡張子による</translation>
    </message>
    <message>
        <source>program that runs exec: .js .cjs .mjs .ts .cts .mts node, .py python3, .rb ruby, .php php, .sh sh, else the one its #! line names; &quot;none&quot; runs exec itself</source>
        <translation>exec を実行するプログラム: .js .cjs .mjs .ts .cts .mts は node、.py は python3、.rb は ruby、.php は php、.sh は sh、その他は #! 行のもの。&quot;none&quot; は exec 自体を実行する</translation>
    </message>
    <message>
        <source>arguments of the interpreter, e.g. [&quot;--max-old-space-size=256&quot;]</source>
        <translation>インタープリターの引数。例: [&quot;--max-old-space-size=256&quot;]</translation>
    </message>
    <message>
        <source>CONFIG&apos;s directory</source>
        <translation>CONFIG のディレクトリー</translation>
    </message>
    <message>
        <source>working directory; resolved anew at every start of a worker, so a switched link takes effect</source>
        <translation>作業ディレクトリー。ワーカーの起動ごとに解決し直すので、リンクの切り替えが効く</translation>
    </message>
    <message>
        <source>added to the daemon&apos;s environment; null removes a variable</source>
        <translation>デーモンの環境変数に加える。null は変数を取り除く</translation>
    </message>
    <message>
        <source>number of worker processes; &quot;auto&quot;: the number of processors this process may use</source>
        <translation>ワーカープロセスの数。&quot;auto&quot; はこのプロセスが使えるプロセッサーの数</translation>
    </message>
    <message>
        <source>files and directories (recursive) whose change triggers a reload; exec always is one</source>
        <translation>変更されるとリロードするファイルとディレクトリー (再帰的)。exec は常に含まれる</translation>
    </message>
    <message>
        <source>matched against the path below the watched directory and each of its names; replaces the default</source>
        <translation>監視ディレクトリーからの相対パスとその各要素に照合する。既定値を置き換える</translation>
    </message>
    <message>
        <source>quiet time after the last change before the reload</source>
        <translation>最後の変更からリロードまでの静かな時間</translation>
    </message>
    <message>
        <source>how long a retiring worker may finish its work before it is killed</source>
        <translation>引退するワーカーが強制終了までに仕事を終えるための時間</translation>
    </message>
    <message>
        <source>a worker not up by then has failed to start</source>
        <translation>それまでに稼働しないワーカーは起動失敗とみなす</translation>
    </message>
    <message>
        <source>dying sooner counts as a failed start</source>
        <translation>これより早く終了すると起動失敗とみなす</translation>
    </message>
    <message>
        <source>cap of the exponential back-off between failed starts (first restart at once, then 100 ms doubling, with jitter)</source>
        <translation>起動失敗時の待ち時間の上限 (最初は即座に再起動し、その後 100 ms から倍増、ゆらぎあり)</translation>
    </message>
    <message>
        <source>how connections reach Node workers: all accept from one socket (the daemon out of the data path), or the daemon accepts and deals them out evenly (better for few long connections)</source>
        <translation>Node ワーカーへの接続の渡し方: 全ワーカーが一つのソケットから受け取る (デーモンはデータの通り道に入らない)、またはデーモンが受け取って均等に配る (少数の長い接続に向く)</translation>
    </message>
    <message>
        <source>the file is empty; at the least it must be an object such as {&quot;exec&quot;: &quot;app.js&quot;}</source>
        <translation>ファイルが空です。少なくとも {&quot;exec&quot;: &quot;app.js&quot;} のようなオブジェクトが必要です</translation>
    </message>
    <message>
        <source>nothing may follow the end of the document</source>
        <translation>文書の終わりの後には何も書けません</translation>
    </message>
    <message>
        <source>arrays and objects may be nested %1 deep at most</source>
        <translation>配列とオブジェクトの入れ子は %1 段までです</translation>
    </message>
    <message>
        <source>strings stand in double quotes (&quot;)</source>
        <translation>文字列は二重引用符 (&quot;) で囲みます</translation>
    </message>
    <message>
        <source>a value is expected here: a string, a number, true, false, null, an array or an object</source>
        <translation>ここには値が必要です: 文字列、数値、true、false、null、配列、オブジェクト</translation>
    </message>
    <message>
        <source>a comma or } is expected here</source>
        <translation>ここにはコンマか } が必要です</translation>
    </message>
    <message>
        <source>a comma or ] is expected here</source>
        <translation>ここにはコンマか ] が必要です</translation>
    </message>
    <message>
        <source>a comma is missing here</source>
        <translation>ここにコンマがありません</translation>
    </message>
    <message>
        <source>the last item takes no comma after it; remove this one</source>
        <translation>最後の要素の後にコンマは付けられません。取り除いてください</translation>
    </message>
    <message>
        <source>the key &quot;%1&quot; stands at %2:%3 already; keep one</source>
        <translation>キー &quot;%1&quot; はすでに %2:%3 にあります。一つだけ残してください</translation>
    </message>
    <message>
        <source>a key in double quotes is expected here</source>
        <translation>ここには二重引用符で囲んだキーが必要です</translation>
    </message>
    <message>
        <source>a colon is expected here, between key and value</source>
        <translation>ここにはキーと値の間のコロンが必要です</translation>
    </message>
    <message>
        <source>the file is UTF-16; save it as UTF-8</source>
        <translation>ファイルが UTF-16 です。UTF-8 で保存してください</translation>
    </message>
    <message>
        <source>this is not UTF-8; save the file as UTF-8</source>
        <translation>UTF-8 ではありません。ファイルを UTF-8 で保存してください</translation>
    </message>
    <message>
        <source>the file begins with a byte order mark; save it as UTF-8 without one</source>
        <translation>ファイルの先頭にバイト順マークがあります。BOM なしの UTF-8 で保存してください</translation>
    </message>
    <message>
        <source>the file ends too early here</source>
        <translation>ファイルがここで途切れています</translation>
    </message>
    <message>
        <source>JSON has no comments; remove it, or put the text into a key that begins with &quot;_&quot; or &quot;//&quot;</source>
        <translation>JSON にコメントはありません。取り除くか、&quot;_&quot; または &quot;//&quot; で始まるキーに書いてください</translation>
    </message>
    <message>
        <source>a control character in a string must be written as an escape, a tab as \t</source>
        <translation>文字列中の制御文字はエスケープで書きます。タブは \t です</translation>
    </message>
    <message>
        <source>this string has no closing quote on its line; a line break in a string is written \n</source>
        <translation>この文字列は行内で閉じられていません。文字列中の改行は \n と書きます</translation>
    </message>
    <message>
        <source>after a backslash one of &quot; \ / b f n r t u must follow; a backslash itself is written \\</source>
        <translation>バックスラッシュの後には &quot; \ / b f n r t u のいずれかが必要です。バックスラッシュ自体は \\ と書きます</translation>
    </message>
    <message>
        <source>\u must be followed by four hexadecimal digits</source>
        <translation>\u の後には 16 進数字が 4 つ必要です</translation>
    </message>
    <message>
        <source>this \u escape is half of a surrogate pair; both halves must stand together</source>
        <translation>この \u エスケープはサロゲートペアの片方です。両方を続けて書いてください</translation>
    </message>
    <message>
        <source>this is not a number of JSON; write it like 3, -1, 0.5 or 1e3, or put text into double quotes</source>
        <translation>JSON の数値ではありません。3、-1、0.5、1e3 のように書くか、文字列なら二重引用符で囲んでください</translation>
    </message>
    <message>
        <source>text stands in double quotes; the only words without them are true, false and null, in lower case</source>
        <translation>文字列は二重引用符で囲みます。引用符なしで書けるのは小文字の true、false、null だけです</translation>
    </message>
    <message>
        <source>there is no such file; create it, or name another configuration file</source>
        <translation>ファイルがありません。作成するか、別の設定ファイルを指定してください</translation>
    </message>
    <message>
        <source>this is a directory; name the configuration file in it</source>
        <translation>ディレクトリーです。その中の設定ファイルを指定してください</translation>
    </message>
    <message>
        <source>the configuration must be a regular file</source>
        <translation>設定は通常のファイルでなければなりません</translation>
    </message>
    <message>
        <source>the file must be readable: %1</source>
        <translation>ファイルが読めなければなりません: %1</translation>
    </message>
    <message>
        <source>the file may have 4 MB at most</source>
        <translation>ファイルは 4 MB までです</translation>
    </message>
    <message>
        <source>unknown key%1</source>
        <translation>不明なキーです%1</translation>
    </message>
    <message>
        <source>stands beside &quot;apps&quot;; move it into an entry of &quot;apps&quot;</source>
        <translation>&quot;apps&quot; と並んでいます。&quot;apps&quot; の要素の中へ移してください</translation>
    </message>
    <message>
        <source>is a key of the daemon; move it beside &quot;apps&quot;</source>
        <translation>デーモンのキーです。&quot;apps&quot; と並ぶ位置へ移してください</translation>
    </message>
    <message>
        <source>is missing; it must name the program to run</source>
        <translation>ありません。実行するプログラムを指定してください</translation>
    </message>
    <message>
        <source>must be an array of at least one application such as [{&quot;exec&quot;: &quot;app.js&quot;}]</source>
        <translation>[{&quot;exec&quot;: &quot;app.js&quot;}] のように、一つ以上のアプリケーションの配列でなければなりません</translation>
    </message>
    <message>
        <source>an object such as {&quot;exec&quot;: &quot;app.js&quot;}</source>
        <translation>{&quot;exec&quot;: &quot;app.js&quot;} のようなオブジェクト</translation>
    </message>
    <message>
        <source>the document %1</source>
        <translation>文書は%1</translation>
    </message>
    <message>
        <source>%1 does not exist; its first line must be the password</source>
        <translation>%1 は存在しません。先頭行にパスワードを書いてください</translation>
    </message>
    <message>
        <source>%1 must be a regular file</source>
        <translation>%1 は通常のファイルでなければなりません</translation>
    </message>
    <message>
        <source>%1 must be readable: %2</source>
        <translation>%1 が読めなければなりません: %2</translation>
    </message>
    <message>
        <source>the first line of %1 is empty; it must be the password</source>
        <translation>%1 の先頭行が空です。パスワードを書いてください</translation>
    </message>
    <message>
        <source>the first line of %1 may have %2 bytes at most</source>
        <translation>%1 の先頭行は %2 バイトまでです</translation>
    </message>
    <message>
        <source>the first line of %1 must be UTF-8 text</source>
        <translation>%1 の先頭行は UTF-8 のテキストでなければなりません</translation>
    </message>
    <message>
        <source>%1 is a link to %2, which does not exist; repair the link</source>
        <translation>%1 は存在しない %2 へのリンクです。リンクを直してください</translation>
    </message>
    <message>
        <source>%1 does not exist; it must name a file</source>
        <translation>%1 は存在しません。ファイルを指定してください</translation>
    </message>
    <message>
        <source>%1 is a directory; it must name the file in it to run</source>
        <translation>%1 はディレクトリーです。その中の実行するファイルを指定してください</translation>
    </message>
    <message>
        <source>%1 is not a regular file; it must be one</source>
        <translation>%1 は通常のファイルではありません。通常のファイルを指定してください</translation>
    </message>
    <message>
        <source>%1 is empty; it must hold the program</source>
        <translation>%1 は空です。プログラムが必要です</translation>
    </message>
    <message>
        <source>%1 is a damaged program (its ELF header is broken); build or copy it again</source>
        <translation>%1 は壊れたプログラムです (ELF ヘッダーが不正)。作り直すかコピーし直してください</translation>
    </message>
    <message>
        <source>the #! line of %1 ends with CR LF, so that no interpreter of that name is found; save the file with LF line ends</source>
        <translation>%1 の #! 行が CR LF で終わっているため、その名前のインタープリターが見つかりません。改行を LF にして保存してください</translation>
    </message>
    <message>
        <source>the #! line of %1 names no interpreter; write #!/usr/bin/env node or the like</source>
        <translation>%1 の #! 行にインタープリターがありません。#!/usr/bin/env node のように書いてください</translation>
    </message>
    <message>
        <source>%1 does not exist; it must be a directory</source>
        <translation>%1 は存在しません。ディレクトリーを指定してください</translation>
    </message>
    <message>
        <source>%1 is not a directory; it must be one</source>
        <translation>%1 はディレクトリーではありません。ディレクトリーを指定してください</translation>
    </message>
    <message>
        <source>%1 must be a directory this user may enter</source>
        <translation>%1 はこのユーザーが入れるディレクトリーでなければなりません</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not in PATH; name the program alone, its arguments belong into &quot;interpreter_args&quot;</source>
        <translation>&quot;%1&quot; は PATH にありません。プログラム名だけを書き、引数は &quot;interpreter_args&quot; に書いてください</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not in PATH; install it, or give its path</source>
        <translation>&quot;%1&quot; は PATH にありません。インストールするか、パスで指定してください</translation>
    </message>
    <message>
        <source>%1 must be readable by this user</source>
        <translation>%1 はこのユーザーが読めなければなりません</translation>
    </message>
    <message>
        <source>path</source>
        <translation>パス</translation>
    </message>
    <message>
        <source>string</source>
        <translation>文字列</translation>
    </message>
    <message>
        <source>boolean</source>
        <translation>真偽値</translation>
    </message>
    <message>
        <source>integer</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>%1, or &quot;auto&quot;</source>
        <translation>%1、または &quot;auto&quot;</translation>
    </message>
    <message>
        <source>array of paths</source>
        <translation>パスの配列</translation>
    </message>
    <message>
        <source>array of globs</source>
        <translation>グロブの配列</translation>
    </message>
    <message>
        <source>array of strings</source>
        <translation>文字列の配列</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>object of strings</source>
        <translation>文字列のオブジェクト</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>required</source>
        <translation>必須</translation>
    </message>
    <message>
        <source>%1; default: %2</source>
        <translation>%1、既定値: %2</translation>
    </message>
    <message>
        <source>key</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>type</source>
        <translation>型</translation>
    </message>
    <message>
        <source>default</source>
        <translation>既定値</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>意味</translation>
    </message>
    <message>
        <source>Daemon keys</source>
        <translation>デーモンのキー</translation>
    </message>
    <message>
        <source>Application keys</source>
        <translation>アプリケーションのキー</translation>
    </message>
    <message>
        <source>The configuration is strict JSON in UTF-8: one application at top level, or &quot;apps&quot;: [ ... ], an array of applications, beside the daemon&apos;s own keys. Relative paths begin at the directory of the file. Keys that begin with &quot;_&quot; or &quot;//&quot; are comments.</source>
        <translation>設定は UTF-8 の厳密な JSON です。最上位に一つのアプリケーションを書くか、デーモン自身のキーと並べて &quot;apps&quot;: [ ... ] にアプリケーションの配列を書きます。相対パスはこのファイルのディレクトリーを起点とします。&quot;_&quot; または &quot;//&quot; で始まるキーはコメントです。</translation>
    </message>
    <message>
        <source>must not hold a colon, which ends the name in Basic authentication</source>
        <translation>コロンを含めることはできません。Basic 認証では名前の終わりを示します</translation>
    </message>
    <message>
        <source>%1 may be read by other users; forbid it with chmod o-r</source>
        <translation>%1 は他のユーザーにも読めます。chmod o-r で禁止してください</translation>
    </message>
    <message>
        <source>must be an IP address such as 127.0.0.1 or ::1 (without brackets and port), or localhost</source>
        <translation>127.0.0.1 や ::1 のような IP アドレス (角括弧とポートなし)、または localhost でなければなりません</translation>
    </message>
    <message>
        <source>%1 can be reached from other machines, so it needs &quot;auth_username&quot; and &quot;auth_password&quot;; or use 127.0.0.1</source>
        <translation>%1 は他のマシンから届くため、&quot;auth_username&quot; と &quot;auth_password&quot; が必要です。または 127.0.0.1 を使ってください</translation>
    </message>
    <message>
        <source>%1 is %2 bytes long; the path of a Unix socket may have %3 at most</source>
        <translation>%1 は %2 バイトです。Unix ソケットのパスは %3 バイトまでです</translation>
    </message>
    <message>
        <source>%1 is a directory; name the socket in it</source>
        <translation>%1 はディレクトリーです。その中のソケットを指定してください</translation>
    </message>
    <message>
        <source>the directory %1 does not exist; create it, or name another file</source>
        <translation>ディレクトリー %1 が存在しません。作成するか、別のファイルを指定してください</translation>
    </message>
    <message>
        <source>%1 is a directory; name the file in it</source>
        <translation>%1 はディレクトリーです。その中のファイルを指定してください</translation>
    </message>
    <message>
        <source>must not hold control characters</source>
        <translation>制御文字を含めることはできません</translation>
    </message>
    <message>
        <source>&quot;%1&quot; at %2:%3 is the name of the application at %4:%5 too; give each a &quot;name&quot; of its own</source>
        <translation>%2:%3 の &quot;%1&quot; は %4:%5 のアプリケーションの名前でもあります。それぞれに固有の &quot;name&quot; を付けてください</translation>
    </message>
    <message>
        <source>no interpreter runs this program; put them into &quot;args&quot;, or set &quot;interpreter&quot;</source>
        <translation>このプログラムはインタープリターでは実行されません。&quot;args&quot; に書くか、&quot;interpreter&quot; を指定してください</translation>
    </message>
    <message>
        <source>%1 does not exist yet; it is watched for</source>
        <translation>%1 はまだ存在しません。現れるのを待って監視します</translation>
    </message>
    <message>
        <source>: did you mean &quot;%1&quot;?</source>
        <translation>。&quot;%1&quot; のことですか?</translation>
    </message>
    <message>
        <source>there are more faults than these</source>
        <translation>誤りはこのほかにもあります</translation>
    </message>
    <message>
        <source>with &quot;ready&quot;: &quot;uptime&quot; min_uptime (%1) must be less than ready_timeout (%2), else no worker is up in time</source>
        <translation>&quot;ready&quot;: &quot;uptime&quot; では min_uptime (%1) は ready_timeout (%2) より小さくなければなりません。そうでないとどのワーカーも間に合いません</translation>
    </message>
    <message>
        <source>a size from %1 to %2 such as &quot;300M&quot; (K, M, G: powers of 1024)</source>
        <translation>&quot;300M&quot; のような %1 から %2 までのサイズ (K、M、G は 1024 の累乗)</translation>
    </message>
    <message>
        <source>size %1–%2</source>
        <translation>サイズ %1–%2</translation>
    </message>
    <message>
        <source>%1: live, no worker is restarted</source>
        <translation>%1: すぐに反映、ワーカーは再起動しません</translation>
    </message>
    <message>
        <source>%1: restart of the daemon needed</source>
        <translation>%1: デーモンの再起動が必要です</translation>
    </message>
    <message>
        <source>%1: started</source>
        <translation>%1: 起動します</translation>
    </message>
    <message>
        <source>%1: stopped</source>
        <translation>%1: 停止します</translation>
    </message>
    <message>
        <source>%1: reload of %2</source>
        <translation>%1: %2 をリロードします</translation>
    </message>
    <message>
        <source>how a reload replaces workers: &quot;switch&quot; the whole generation at once, all or nothing; &quot;rolling&quot; one worker at a time, start first, for machines that cannot hold two generations: it stops at the first failure and says which workers run which generation</source>
        <translation>再読み込みでのワーカーの入れ替え方: &quot;switch&quot; は世代全体を一度に、すべてか無か。&quot;rolling&quot; は二世代を同時に置けないマシン向けに、新しいものを先に起動しながら一つずつ。最初の失敗で止まり、どのワーカーがどの世代かを知らせる</translation>
    </message>
    <message>
        <source>workers beside the others, booted and parked at listen(), to take over at once when one dies; Node.js programs only. Each takes the memory of a worker that has started</source>
        <translation>ほかのワーカーとは別に、起動を終えて listen() で待機し、一つが異常終了するとすぐに引き継ぐワーカーの数。Node.js プログラムのみ。それぞれが起動済みワーカー一つ分のメモリーを使う</translation>
    </message>
    <message>
        <source>only a Node.js program can be held back at listen(); a spare worker of this one would work beside the others. Leave the key out, or give it more &quot;workers&quot;</source>
        <translation>listen() で待機させられるのは Node.js プログラムだけです。このプログラムの予備ワーカーはほかのワーカーと並んで働いてしまいます。このキーを外すか、&quot;workers&quot; を増やしてください</translation>
    </message>
    <message>
        <source>must be NAME=value</source>
        <translation>NAME=value の形でなければなりません</translation>
    </message>
    <message>
        <source>must be NAME=value, the name of letters, digits and _, no digit first</source>
        <translation>NAME=value の形で、名前は英数字と _ からなり、数字で始まってはなりません</translation>
    </message>
    <message>
        <source>only a comment may follow the closing quote; put the whole value into quotes</source>
        <translation>閉じる引用符の後にはコメントしか置けません。値全体を引用符で囲んでください</translation>
    </message>
    <message>
        <source>the quote that begins here is never closed</source>
        <translation>ここで始まる引用符が閉じられていません</translation>
    </message>
    <message>
        <source>must be UTF-8 text</source>
        <translation>UTF-8 のテキストでなければなりません</translation>
    </message>
    <message>
        <source>must not hold a NUL character</source>
        <translation>NUL 文字を含んではなりません</translation>
    </message>
    <message>
        <source>%1 does not exist; it must be a file of NAME=value lines</source>
        <translation>%1 がありません。NAME=value の行からなるファイルを指定してください</translation>
    </message>
    <message>
        <source>%1 may have 1 MB at most</source>
        <translation>%1 は 1 MB までです</translation>
    </message>
    <message>
        <source>file of NAME=value lines, added to the environment; env wins. Read anew at every start of a worker</source>
        <translation>環境に加える NAME=value の行からなるファイル。env が優先される。ワーカーの起動のたびに読み直す</translation>
    </message>
    <message>
        <source>sent to retire a program that is not a Node cluster worker, to its main process only; a name with or without SIG</source>
        <translation>Node のクラスターワーカーでないプログラムを引退させるため、そのメインプロセスだけに送るシグナル。名前の SIG は省ける</translation>
    </message>
    <message>
        <source>the daemon&apos;s</source>
        <translation>デーモンと同じ</translation>
    </message>
    <message>
        <source>user that workers run as, with its supplementary groups; sets HOME, USER and LOGNAME. Needs root</source>
        <translation>ワーカーを動かすユーザー。その補助グループも使い、HOME、USER、LOGNAME を設定する。root が必要</translation>
    </message>
    <message>
        <source>the user&apos;s</source>
        <translation>ユーザーのグループ</translation>
    </message>
    <message>
        <source>group that workers run as. Needs root</source>
        <translation>ワーカーを動かすグループ。root が必要</translation>
    </message>
    <message>
        <source>inherited</source>
        <translation>引き継ぐ</translation>
    </message>
    <message>
        <source>permissions that new files of workers do not get, e.g. &quot;027&quot;</source>
        <translation>ワーカーの作るファイルに与えない権限。例: &quot;027&quot;</translation>
    </message>
    <message>
        <source>niceness of workers: a higher one leaves the processor to others; one below the daemon&apos;s needs root</source>
        <translation>ワーカーの nice 値。大きいほどプロセッサーをほかに譲る。デーモンより小さくするには root が必要</translation>
    </message>
    <message>
        <source>limits of each worker process (setrlimit): as, core, cpu, data, fsize, memlock, msgqueue, nice, nofile, nproc, rss, rtprio, rttime, sigpending, stack. A number or &quot;unlimited&quot; for both limits, or {&quot;soft&quot;: …, &quot;hard&quot;: …}; raising a hard limit needs root</source>
        <translation>ワーカーの各プロセスの制限 (setrlimit): as, core, cpu, data, fsize, memlock, msgqueue, nice, nofile, nproc, rss, rtprio, rttime, sigpending, stack。数か &quot;unlimited&quot; で両方の制限を、または {&quot;soft&quot;: …, &quot;hard&quot;: …} で別々に指定する。ハード制限を上げるには root が必要</translation>
    </message>
    <message>
        <source>only root may go below the daemon&apos;s own niceness; raise it, or start the daemon as root</source>
        <translation>デーモン自身の nice 値より小さくできるのは root だけです。値を上げるか、デーモンを root で起動してください</translation>
    </message>
    <message>
        <source>may be %1 at most on this machine</source>
        <translation>このマシンでは %1 までです</translation>
    </message>
    <message>
        <source>may be %1 at most, which is the daemon&apos;s own hard limit; only root may raise it</source>
        <translation>デーモン自身のハード制限である %1 までです。上げられるのは root だけです</translation>
    </message>
    <message>
        <source>Node workers are told to finish over their cluster channel; this is for other programs</source>
        <translation>Node のワーカーにはクラスターのチャネルで終了を伝えます。このキーはほかのプログラムのためのものです</translation>
    </message>
    <message>
        <source>signal name</source>
        <translation>シグナル名</translation>
    </message>
    <message>
        <source>octal number as string</source>
        <translation>8 進数の文字列</translation>
    </message>
    <message>
        <source>object of limits</source>
        <translation>制限のオブジェクト</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no user of this machine; name one, or create it with adduser</source>
        <translation>&quot;%1&quot; というユーザーはこのマシンにいません。いるユーザーを指定するか、adduser で作ってください</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no group of this machine; name one, or create it with addgroup</source>
        <translation>&quot;%1&quot; というグループはこのマシンにありません。あるグループを指定するか、addgroup で作ってください</translation>
    </message>
    <message>
        <source>only root may start workers as another user or group; start the daemon as root, or remove the key</source>
        <translation>ワーカーを別のユーザーやグループで起動できるのは root だけです。デーモンを root で起動するか、キーを取り除いてください</translation>
    </message>
    <message>
        <source>a number from 0 to 9007199254740991, or &quot;unlimited&quot;</source>
        <translation>0 から 9007199254740991 までの数か &quot;unlimited&quot;</translation>
    </message>
    <message>
        <source>unknown key; a limit has &quot;soft&quot; and &quot;hard&quot;</source>
        <translation>不明なキーです。制限には &quot;soft&quot; と &quot;hard&quot; があります</translation>
    </message>
    <message>
        <source>&quot;soft&quot; must not be above &quot;hard&quot;; lower the one or raise the other</source>
        <translation>&quot;soft&quot; は &quot;hard&quot; を超えられません。一方を下げるか他方を上げてください</translation>
    </message>
    <message>
        <source>an octal number in quotes such as &quot;027&quot;</source>
        <translation>&quot;027&quot; のように引用符で囲んだ 8 進数</translation>
    </message>
    <message>
        <source>must be %1, from &quot;0&quot; to &quot;777&quot;</source>
        <translation>&quot;0&quot; から &quot;777&quot; までの%1でなければなりません</translation>
    </message>
    <message>
        <source>the name of a signal such as &quot;SIGINT&quot; or &quot;INT&quot;</source>
        <translation>&quot;SIGINT&quot; や &quot;INT&quot; のようなシグナル名</translation>
    </message>
    <message>
        <source>SIGSTOP only halts a program; name the signal at which it ends, such as &quot;SIGTERM&quot;</source>
        <translation>SIGSTOP はプログラムを一時停止させるだけです。&quot;SIGTERM&quot; のように、終了させるシグナルを指定してください</translation>
    </message>
    <message>
        <source>an object of limits such as {&quot;nofile&quot;: 65536}</source>
        <translation>{&quot;nofile&quot;: 65536} のような制限のオブジェクト</translation>
    </message>
    <message>
        <source>unknown limit; it must be one of %1</source>
        <translation>不明な制限です。次のいずれかでなければなりません: %1</translation>
    </message>
    <message>
        <source>minute</source>
        <translation>分</translation>
    </message>
    <message>
        <source>hour</source>
        <translation>時</translation>
    </message>
    <message>
        <source>day of month</source>
        <translation>日</translation>
    </message>
    <message>
        <source>month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>day of week</source>
        <translation>曜日</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no %2 of a schedule; it must be within %3–%4, such as %5</source>
        <translation>「%1」はスケジュールの%2として使えません。%3–%4 の範囲で、たとえば %5 のように書いてください</translation>
    </message>
    <message>
        <source>must have five fields (minute, hour, day of month, month, day of week) such as &quot;30 4 * * mon-fri&quot;, not %1</source>
        <translation>「30 4 * * mon-fri」のように五つの欄 (分、時、日、月、曜日) が必要ですが、%1 個あります</translation>
    </message>
    <message>
        <source>no month of &quot;%1&quot; has a day %2: it would never happen</source>
        <translation>「%1」のどの月にも %2 日はなく、決して実行されません</translation>
    </message>
    <message>
        <source>an object such as {&quot;reloaded&quot;: [&quot;./notify.sh&quot;]}</source>
        <translation>{&quot;reloaded&quot;: [&quot;./notify.sh&quot;]} のようなオブジェクト</translation>
    </message>
    <message>
        <source>must name a program, with its arguments behind it</source>
        <translation>プログラムを指定し、その後に引数を続けてください</translation>
    </message>
    <message>
        <source>whether a worker that ends by itself is started again: &quot;on-failure&quot; does so unless it exited with 0, &quot;never&quot; not at all. One that exited with 0 and is not started again is shown as exited, and its work counts as done</source>
        <translation>自分で終了したワーカーを再び起動するかどうか。&quot;on-failure&quot; は終了コード 0 以外のとき起動し、&quot;never&quot; は決して起動しません。0 で終了して再び起動されないものは exited と表示され、仕事を終えたとみなされます</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>無制限</translation>
    </message>
    <message>
        <source>so many restarts in a row without a worker that was up and lived for min_uptime, and it is given up: it stays failed until /restart, /start or /reload</source>
        <translation>稼働して min_uptime だけ生きたワーカーがないまま続けてこの回数だけ再起動すると、あきらめます。/restart、/start、/reload が来るまで failed のままです</translation>
    </message>
    <message>
        <source>&quot;change&quot; reloads when a watched file changes; with &quot;never&quot; nothing is watched</source>
        <translation>&quot;change&quot; は監視中のファイルが変わるとリロードします。&quot;never&quot; では何も監視しません</translation>
    </message>
    <message>
        <source>reloads at these times, each as in crontab: &quot;minute hour day-of-month month day-of-week&quot;, in local time. One that a change of the clocks skips comes right after it, one that it repeats comes once</source>
        <translation>これらの時刻にリロードします。それぞれ crontab と同じ「分 時 日 月 曜日」の形で、現地時間です。夏時間の切り替えで飛ばされる時刻は切り替えの直後に、繰り返される時刻は一度だけ実行されます</translation>
    </message>
    <message>
        <source>names of applications that must be up before this one is started, and are stopped after it</source>
        <translation>このアプリケーションを起動する前に稼働していなければならず、このアプリケーションの後で停止されるアプリケーションの名前</translation>
    </message>
    <message>
        <source>resident memory of a worker with all processes it has started; one above it is replaced, start first. Where the new one soon is above it too, it is let live for 10 s, then longer and longer</source>
        <translation>ワーカーとそれが起動した全プロセスの常駐メモリ。これを超えたワーカーは、新しいものを先に起動してから交代させます。新しいものもすぐに超える場合は 10 秒、その後はさらに長く生かしておきます</translation>
    </message>
    <message>
        <source>programs with their arguments that are run, without a shell and for 30 s at most, when a reload has ended well (reloaded) or not (reload_failed), or a worker has died (worker_failed); each reads the event as JSON on its standard input</source>
        <translation>リロードが成功したとき (reloaded)、失敗したとき (reload_failed)、ワーカーが異常終了したとき (worker_failed) に、シェルを介さず最長 30 秒間実行されるプログラムと引数。出来事は JSON で標準入力から読めます</translation>
    </message>
    <message>
        <source>must be the name of an application of this file; there is no &quot;%1&quot;</source>
        <translation>このファイルにあるアプリケーションの名前でなければなりません。「%1」はありません</translation>
    </message>
    <message>
        <source>these applications wait for each other, so that none could start: %1; take one of them out</source>
        <translation>これらのアプリケーションは互いに待ち合うため、どれも起動できません: %1。一つを取り除いてください</translation>
    </message>
    <message>
        <source>string, or array of strings</source>
        <translation>文字列、または文字列の配列</translation>
    </message>
    <message>
        <source>object of arrays of strings</source>
        <translation>文字列の配列のオブジェクト</translation>
    </message>
    <message>
        <source>drop what the application prints: it goes into log_file if there is one, and nowhere else</source>
        <translation>アプリケーションの出力を捨てる。log_file があればそこだけに書き、ほかには出さない</translation>
    </message>
    <message>
        <source>the daemon&apos;s stdout and stderr</source>
        <translation>デーモンの標準出力と標準エラー出力</translation>
    </message>
    <message>
        <source>file that gets what the application prints to stdout and stderr, and nothing else; applications may share one</source>
        <translation>アプリケーションが標準出力と標準エラー出力に書いたものだけを受け取るファイル。複数のアプリケーションで共有できる</translation>
    </message>
    <message>
        <source>before log_file grows longer it becomes FILE.1, FILE.1 becomes FILE.2, and so on; &quot;0&quot;: never</source>
        <translation>log_file がこれより大きくなる前に FILE.1 へ、FILE.1 は FILE.2 へと順に改名する。&quot;0&quot; なら改名しない</translation>
    </message>
    <message>
        <source>how many older files are kept beside log_file</source>
        <translation>log_file の隣に残す古いファイルの数</translation>
    </message>
    <message>
        <source>how a line that the application prints is written: as it is, or as a JSON object with time, app, worker, stream and text</source>
        <translation>アプリケーションの出力の各行の書き方。そのまま、または time、app、worker、stream、text を持つ JSON オブジェクト</translation>
    </message>
    <message>
        <source>has no effect without &quot;log_file&quot; beside it</source>
        <translation>同じ場所に &quot;log_file&quot; がないと効果がありません</translation>
    </message>
    <message>
        <source>an array of addresses such as [&quot;127.0.0.1:8000&quot;, &quot;unix:app.sock&quot;]</source>
        <translation>[&quot;127.0.0.1:8000&quot;, &quot;unix:app.sock&quot;] のようなアドレスの配列</translation>
    </message>
    <message>
        <source>one of %1, or {&quot;http&quot;: URL}</source>
        <translation>%1 のいずれか、または {&quot;http&quot;: URL}</translation>
    </message>
    <message>
        <source>when a worker counts as up: &quot;listening&quot;: a Node program listens; &quot;notify&quot;: it sends READY=1 to NOTIFY_SOCKET; &quot;uptime&quot;: it has lived for min_uptime; {&quot;http&quot;: URL}: the URL answers 2xx, {port} in it is a free port that the worker finds in READY_PORT. &quot;auto&quot; is &quot;listening&quot; for a program that asks the daemon for a socket, else &quot;uptime&quot;</source>
        <translation>ワーカーを稼働中とみなす時点。&quot;listening&quot;: Node のプログラムが待ち受けを始めたとき。&quot;notify&quot;: NOTIFY_SOCKET に READY=1 を送ったとき。&quot;uptime&quot;: min_uptime の間生きていたとき。{&quot;http&quot;: URL}: その URL が 2xx を返したとき。URL の中の {port} は空いているポートになり、ワーカーはそれを READY_PORT で知る。&quot;auto&quot; は、デーモンにソケットを求めるプログラムでは &quot;listening&quot;、そのほかでは &quot;uptime&quot;</translation>
    </message>
    <message>
        <source>a worker that sends no WATCHDOG=1 to NOTIFY_SOCKET for that long is replaced; 0: none need be sent</source>
        <translation>この時間 NOTIFY_SOCKET に WATCHDOG=1 を送らないワーカーは置き換えられる。0 なら送らなくてよい</translation>
    </message>
    <message>
        <source>sockets that the daemon opens and hands to every worker as descriptor 3, 4, ... with LISTEN_FDS, LISTEN_PID and LISTEN_FDNAMES: &quot;HOST:PORT&quot; (127.0.0.1, localhost, * for all), &quot;[IPv6]:PORT&quot;, &quot;unix:PATH&quot; (mode 0660)</source>
        <translation>デーモンが開き、LISTEN_FDS、LISTEN_PID、LISTEN_FDNAMES とともに記述子 3、4、… として各ワーカーに渡すソケット。&quot;HOST:PORT&quot;(127.0.0.1、localhost、すべてなら *)、&quot;[IPv6]:PORT&quot;、&quot;unix:PATH&quot;(モード 0660)</translation>
    </message>
    <message>
        <source>must name the socket&apos;s file after unix:</source>
        <translation>unix: の後にソケットのファイルを書いてください</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be &quot;HOST:PORT&quot;, &quot;[IPv6]:PORT&quot; or &quot;unix:PATH&quot;, with an IP address, localhost or * as HOST and a port from 1 to 65535</source>
        <translation>&quot;%1&quot; は &quot;HOST:PORT&quot;、&quot;[IPv6]:PORT&quot;、&quot;unix:PATH&quot; のいずれかでなければなりません。HOST は IP アドレス、localhost または *、ポートは 1 から 65535 までです</translation>
    </message>
    <message>
        <source>%1, or {&quot;http&quot;: URL}</source>
        <translation>%1、または {&quot;http&quot;: URL}</translation>
    </message>
    <message>
        <source>array of addresses</source>
        <translation>アドレスの配列</translation>
    </message>
    <message>
        <source>%1 stands at %2:%3 already; give each address once</source>
        <translation>%1 はすでに %2:%3 にあります。アドレスはそれぞれ一度だけ書いてください</translation>
    </message>
    <message>
        <source>workers share this address, so any of them may answer, during a reload the old ones; let each worker listen on the port in READY_PORT too and write {port} here</source>
        <translation>このアドレスはワーカーが共有しているため、どのワーカーが答えるかわからず、再読み込み中は古いワーカーが答えます。各ワーカーに READY_PORT のポートでも待ち受けさせ、ここには {port} と書いてください</translation>
    </message>
    <message>
        <source>%1 is the log_file of &quot;%2&quot; too; give both the same &quot;%3&quot;, or each a file of its own</source>
        <translation>%1 は &quot;%2&quot; の log_file でもあります。両方の &quot;%3&quot; を同じにするか、それぞれ別のファイルにしてください</translation>
    </message>
    <message>
        <source>begins like the hash of a password and is none, or one that this system does not know; make one with qilinctl hash-password</source>
        <translation>パスワードのハッシュのように始まりますが、ハッシュではないか、このシステムが知らない方式です。qilinctl hash-password で作ってください</translation>
    </message>
    <message>
        <source>needs &quot;%1&quot; or &quot;%2&quot; beside it</source>
        <translation>&quot;%1&quot; か &quot;%2&quot; も必要です</translation>
    </message>
    <message>
        <source>needs &quot;%1&quot; beside it</source>
        <translation>&quot;%1&quot; も必要です</translation>
    </message>
    <message>
        <source>stands beside &quot;%1&quot;; give one of the two</source>
        <translation>&quot;%1&quot; と同時に指定されています。どちらか一方にしてください</translation>
    </message>
    <message>
        <source>is also &quot;auth_username&quot;; each role needs a name of its own</source>
        <translation>&quot;auth_username&quot; と同じです。役割ごとに別の名前が必要です</translation>
    </message>
    <message>
        <source>stands in plain text in a file that other users may read; forbid it with chmod o-r, or put a hash from qilinctl hash-password in its place</source>
        <translation>他のユーザーが読めるファイルに平文で書かれています。chmod o-r で禁止するか、qilinctl hash-password のハッシュに置き換えてください</translation>
    </message>
    <message>
        <source>has no effect without &quot;daemon_port&quot;</source>
        <translation>&quot;daemon_port&quot; がないと効果がありません</translation>
    </message>
    <message>
        <source>%1 can be reached from other machines, and passwords travel there in plain text; set &quot;tls_certificate&quot; and &quot;tls_key&quot;</source>
        <translation>%1 には他のマシンから接続でき、パスワードが平文で送られます。&quot;tls_certificate&quot; と &quot;tls_key&quot; を設定してください</translation>
    </message>
    <message>
        <source>password of Basic authentication, plain or as a hash from qilinctl hash-password (or mkpasswd, htpasswd -B); it needs auth_username</source>
        <translation>Basic 認証のパスワード。平文、または qilinctl hash-password（あるいは mkpasswd、htpasswd -B）のハッシュ。auth_username が必要</translation>
    </message>
    <message>
        <source>instead of auth_password: a file whose first line is the password or its hash</source>
        <translation>auth_password の代わり: 1 行目がパスワードまたはそのハッシュであるファイル</translation>
    </message>
    <message>
        <source>user name of somebody who may look at everything and change nothing; it needs a password</source>
        <translation>すべてを見られるが何も変更できない利用者のユーザー名。パスワードが必要</translation>
    </message>
    <message>
        <source>password of readonly_username, plain or as a hash</source>
        <translation>readonly_username のパスワード。平文またはハッシュ</translation>
    </message>
    <message>
        <source>instead of readonly_password: a file whose first line is the password or its hash</source>
        <translation>readonly_password の代わり: 1 行目がパスワードまたはそのハッシュであるファイル</translation>
    </message>
    <message>
        <source>certificate of the control port in PEM form, with those that lead to its authority: the port then speaks HTTPS only, TLS 1.2 or newer. Read again at SIGHUP; it needs tls_key</source>
        <translation>制御ポートの証明書（PEM 形式）。認証局までの中間証明書を続けて含める。ポートは HTTPS（TLS 1.2 以降）のみになる。SIGHUP で読み直す。tls_key が必要</translation>
    </message>
    <message>
        <source>private key of tls_certificate in PEM form, RSA or EC, without a passphrase; it needs tls_certificate</source>
        <translation>tls_certificate の秘密鍵（PEM 形式、RSA または EC、パスフレーズなし）。tls_certificate が必要</translation>
    </message>
    <message>
        <source>%1 does not exist</source>
        <translation>%1 は存在しません</translation>
    </message>
    <message>
        <source>%1 is not valid before %2; clients refuse it until then</source>
        <translation>%1 は %2 より前には有効ではありません。それまでクライアントに拒否されます</translation>
    </message>
    <message>
        <source>%1 has expired at %2 and clients refuse it; replace it and send SIGHUP</source>
        <translation>%1 は %2 に期限が切れ、クライアントに拒否されます。取り替えて SIGHUP を送ってください</translation>
    </message>
    <message>
        <source>%1 expires at %2; replace it before and send SIGHUP</source>
        <translation>%1 は %2 に期限が切れます。その前に取り替えて SIGHUP を送ってください</translation>
    </message>
    <message>
        <source>%1 must be a private key in PEM form, which begins with -----BEGIN</source>
        <translation>%1 は PEM 形式の秘密鍵（-----BEGIN で始まる）でなければなりません</translation>
    </message>
    <message>
        <source>%1 is encrypted, and nobody is there to type the passphrase; take it off with openssl pkey</source>
        <translation>%1 は暗号化されていますが、パスフレーズを入力する人がいません。openssl pkey で外してください</translation>
    </message>
    <message>
        <source>%1 holds no RSA or EC private key</source>
        <translation>%1 に RSA または EC の秘密鍵がありません</translation>
    </message>
    <message>
        <source>this system&apos;s Qt lacks TLS; install OpenSSL, or leave the key out</source>
        <translation>このシステムの Qt には TLS がありません。OpenSSL をインストールするか、このキーを外してください</translation>
    </message>
    <message>
        <source>%1 must be a certificate in PEM form, which begins with -----BEGIN CERTIFICATE-----</source>
        <translation>%1 は PEM 形式の証明書（-----BEGIN CERTIFICATE----- で始まる）でなければなりません</translation>
    </message>
    <message>
        <source>%1 is not the key of the first certificate in %2</source>
        <translation>%1 は %2 の最初の証明書の鍵ではありません</translation>
    </message>
    <message>
        <source>%1 is refused by OpenSSL; an RSA key must have 2048 bits at least, and the signature must be SHA-256 or better</source>
        <translation>%1 は OpenSSL に拒否されました。RSA 鍵は 2048 ビット以上、署名は SHA-256 以上でなければなりません</translation>
    </message>
    <message>
        <source>a time such as &quot;30 4 * * mon-fri&quot;, or an array of them</source>
        <translation>&quot;30 4 * * mon-fri&quot; のような時刻、またはその配列</translation>
    </message>
    <message>
        <source>unknown hook; it must be one of %1</source>
        <translation>不明なフックです。%1 のいずれかにしてください</translation>
    </message>
    <message>
        <source>%1 is what the log_file of &quot;%2&quot; becomes when it is rotated; name another file</source>
        <translation>%1 は &quot;%2&quot; の log_file がローテーションされたときの名前です。別のファイルを指定してください</translation>
    </message>
    <message>
        <source>%1 is not executable; allow it with chmod +x, or name the interpreter that shall run it</source>
        <translation>%1 は実行可能ではありません。chmod +x で許可するか、実行するインタープリターを指定してください</translation>
    </message>
    <message>
        <source>%1 is text without a #! line; begin it with one such as #!/usr/bin/env node, or name its interpreter</source>
        <translation>%1 は #! 行のないテキストです。#!/usr/bin/env node のような行で始めるか、インタープリターを指定してください</translation>
    </message>
    <message>
        <source>the #! line of %1 asks for %2, which is not there or not executable; install it, or name another interpreter</source>
        <translation>%1 の #! 行が求める %2 がないか、実行できません。インストールするか、別のインタープリターを指定してください</translation>
    </message>
    <message>
        <source>%1 does not exist, and there is no &quot;%2&quot; in PATH either; it must name a program</source>
        <translation>%1 は存在せず、PATH にも &quot;%2&quot; がありません。プログラムを指定してください</translation>
    </message>
    <message>
        <source>%1 is run by %2, which is not in PATH; install it, or name the interpreter by its path</source>
        <translation>%1 は %2 で実行しますが、PATH にありません。インストールするか、インタープリターをパスで指定してください</translation>
    </message>
    <message>
        <source>must be a URL such as http://127.0.0.1:{port}/health: http, with an IP address or localhost as its host</source>
        <translation>http://127.0.0.1:{port}/health のような URL でなければなりません。スキームは http、ホストは IP アドレスか localhost です</translation>
    </message>
    <message>
        <source>is a hash of an old method, from which passwords are guessed quickly; make a new one with qilinctl hash-password</source>
        <translation>古い方式のハッシュで、パスワードがすぐに推測されます。qilinctl hash-password で作り直してください</translation>
    </message>
    <message>
        <source>&quot;soft&quot; may be %1 at most, which is the daemon&apos;s own hard limit; give &quot;hard&quot; as well</source>
        <translation>「soft」は最大 %1 です（デーモン自身のハードリミット）。「hard」も指定してください</translation>
    </message>
    <message>
        <source>must be one whole host name such as deploy.example.com, without scheme, port and wildcard</source>
        <translation>deploy.example.com のような完全なホスト名を 1 つ、スキーム、ポート、ワイルドカードなしで指定してください</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1%</source>
        <comment>percent of one processor</comment>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 日 %2 時間</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 時間 %2 分</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ミリ秒</translation>
    </message>
    <message>
        <source>starting</source>
        <comment>a worker</comment>
        <translation>起動中</translation>
    </message>
    <message>
        <source>ready, waits</source>
        <comment>a worker</comment>
        <translation>準備完了・待機中</translation>
    </message>
    <message>
        <source>up</source>
        <comment>a worker</comment>
        <translation>稼働中</translation>
    </message>
    <message>
        <source>retiring</source>
        <comment>a worker</comment>
        <translation>引退中</translation>
    </message>
    <message>
        <source>exited</source>
        <comment>a worker</comment>
        <translation>終了</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>a worker</comment>
        <translation>失敗</translation>
    </message>
    <message>
        <source>starting</source>
        <comment>an application</comment>
        <translation>起動中</translation>
    </message>
    <message>
        <source>up</source>
        <comment>an application</comment>
        <translation>稼働中</translation>
    </message>
    <message>
        <source>reloading</source>
        <comment>an application</comment>
        <translation>再読み込み中</translation>
    </message>
    <message>
        <source>degraded</source>
        <comment>an application</comment>
        <translation>異常あり</translation>
    </message>
    <message>
        <source>stopping</source>
        <comment>an application</comment>
        <translation>停止中</translation>
    </message>
    <message>
        <source>stopped</source>
        <comment>an application</comment>
        <translation>停止</translation>
    </message>
    <message>
        <source>not connected</source>
        <comment>to a daemon</comment>
        <translation>未接続</translation>
    </message>
    <message>
        <source>connecting</source>
        <comment>to a daemon</comment>
        <translation>接続中</translation>
    </message>
    <message>
        <source>connected</source>
        <comment>to a daemon</comment>
        <translation>接続済み</translation>
    </message>
    <message>
        <source>needs a password</source>
        <comment>a daemon</comment>
        <translation>パスワードが必要</translation>
    </message>
    <message>
        <source>connection lost</source>
        <comment>to a daemon</comment>
        <translation>接続切れ</translation>
    </message>
    <message>
        <source>done</source>
        <comment>an application</comment>
        <translation>完了</translation>
    </message>
</context>
<context>
    <name>HistoryGraph</name>
    <message>
        <source>now</source>
        <comment>on an axis of time</comment>
        <translation>現在</translation>
    </message>
    <message>
        <source>−%1 min</source>
        <comment>minutes ago</comment>
        <translation>−%1 分</translation>
    </message>
    <message>
        <source>−%1 s</source>
        <comment>seconds ago</comment>
        <translation>−%1 秒</translation>
    </message>
</context>
<context>
    <name>ImportText</name>
    <message>
        <source>a shell has to expand this line, so sh runs it; a program of Node would not share its port that way</source>
        <translation>この行はシェルによる展開が必要なので sh が実行します。その場合 Node のプログラムはポートを共有しません</translation>
    </message>
    <message>
        <source>these are several commands, so a shell stays between the daemon and the program; a program of Node would not share its port that way</source>
        <translation>複数のコマンドなので、デーモンとプログラムの間にシェルが残ります。その場合 Node のプログラムはポートを共有しません</translation>
    </message>
    <message>
        <source>%1 would be the worker and stand between the daemon and the program; name the script itself as &quot;exec&quot;</source>
        <translation>%1 がワーカーとなり、デーモンとプログラムの間に入ります。スクリプト自体を &quot;exec&quot; に指定してください</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is the name of another application too; this one is named &quot;%2&quot;</source>
        <translation>&quot;%1&quot; は別のアプリケーションの名前でもあります。こちらは &quot;%2&quot; と名付けました</translation>
    </message>
    <message>
        <source>made by qilin-daemon --import from %1; keep it in the directory of that file, where its relative paths begin</source>
        <translation>qilin-daemon --import により %1 から作成。相対パスの起点となるので、そのファイルと同じディレクトリーに置いてください</translation>
    </message>
    <message>
        <source>Node was still busy with it after %1 s; an ecosystem file must end by itself</source>
        <translation>%1 秒たっても Node が終わりません。ecosystem ファイルは自分で終わらなければなりません</translation>
    </message>
    <message>
        <source>it is a program for Node, and node is not in PATH; install it, or import a JSON file</source>
        <translation>Node のプログラムですが、node が PATH にありません。インストールするか、JSON ファイルを取り込んでください</translation>
    </message>
    <message>
        <source>it prints or exports more than 8 MB</source>
        <translation>出力またはエクスポートが 8 MB を超えています</translation>
    </message>
    <message>
        <source>it ended Node with exit code %1 before it had exported anything</source>
        <translation>何もエクスポートしないうちに Node を終了コード %1 で終わらせました</translation>
    </message>
    <message>
        <source>Node was ended by signal %1</source>
        <translation>Node がシグナル %1 で終了しました</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>%1 行目: %2</translation>
    </message>
    <message>
        <source>a single % must be written %%</source>
        <translation>単独の % は %% と書かなければなりません</translation>
    </message>
    <message>
        <source>%1 is not known here</source>
        <translation>%1 はここでは使えません</translation>
    </message>
    <message>
        <source>must be KEY=&quot;value&quot;,KEY2=&quot;value2&quot;</source>
        <translation>KEY=&quot;value&quot;,KEY2=&quot;value2&quot; の形でなければなりません</translation>
    </message>
    <message>
        <source>there is no such file; name the one to import</source>
        <translation>そのようなファイルはありません。取り込むファイルを指定してください</translation>
    </message>
    <message>
        <source>it must be a regular file</source>
        <translation>通常のファイルでなければなりません</translation>
    </message>
    <message>
        <source>the file must be readable: %1</source>
        <translation>ファイルが読めなければなりません: %1</translation>
    </message>
    <message>
        <source>the file may have 4 MB at most</source>
        <translation>ファイルは 4 MB までです</translation>
    </message>
    <message>
        <source>the file must be UTF-8 text</source>
        <translation>ファイルは UTF-8 のテキストでなければなりません</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true または false</translation>
    </message>
    <message>
        <source>must be %1; it is left out</source>
        <translation>%1 でなければなりません。省きました</translation>
    </message>
    <message>
        <source>a string</source>
        <translation>文字列</translation>
    </message>
    <message>
        <source>a string, or an array of strings</source>
        <translation>文字列、または文字列の配列</translation>
    </message>
    <message>
        <source>an integer</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a time in milliseconds</source>
        <translation>ミリ秒単位の時間</translation>
    </message>
    <message>
        <source>a time in seconds</source>
        <translation>秒単位の時間</translation>
    </message>
    <message>
        <source>a size such as 300M</source>
        <translation>300M のようなサイズ</translation>
    </message>
    <message>
        <source>a path</source>
        <translation>パス</translation>
    </message>
    <message>
        <source>YAML is not read; write it as JSON first</source>
        <translation>YAML は読めません。先に JSON に書き換えてください</translation>
    </message>
    <message>
        <source>it must be an ecosystem file of PM2 (.json, .js, .cjs or .mjs), a Procfile, or a configuration of supervisord with a [program:NAME]</source>
        <translation>PM2 の ecosystem ファイル (.json、.js、.cjs、.mjs)、Procfile、または [program:NAME] のある supervisord の設定でなければなりません</translation>
    </message>
    <message>
        <source>it cannot be read as JSON; name it .js if it is a program</source>
        <translation>JSON として読めません。プログラムなら .js という名前にしてください</translation>
    </message>
    <message>
        <source>there is nothing in it to run</source>
        <translation>実行するものがありません</translation>
    </message>
    <message>
        <source>left out, since it would be a fault: %1</source>
        <translation>誤りになるため省きました: %1</translation>
    </message>
    <message>
        <source>a section such as [program:web] must come first</source>
        <translation>先に [program:web] のようなセクションが必要です</translation>
    </message>
    <message>
        <source>must be key = value</source>
        <translation>key = value の形でなければなりません</translation>
    </message>
    <message>
        <source>names no &quot;script&quot;, so there is nothing to run</source>
        <translation>&quot;script&quot; がないので、実行するものがありません</translation>
    </message>
    <message>
        <source>no version of Node is chosen or installed; set &quot;interpreter&quot; to the path of that one</source>
        <translation>Node の版を選んだりインストールしたりはしません。&quot;interpreter&quot; にその版のパスを指定してください</translation>
    </message>
    <message>
        <source>an application has one log file, for what it prints on stdout and stderr: %1</source>
        <translation>アプリケーションのログファイルは一つで、標準出力と標準エラー出力の両方が入ります: %1</translation>
    </message>
    <message>
        <source>only programs of Node share a port this way</source>
        <translation>この方法でポートを共有するのは Node のプログラムだけです</translation>
    </message>
    <message>
        <source>several workers of Node always share the ports that they listen on, as in cluster mode</source>
        <translation>Node の複数のワーカーは、cluster モードと同じく、待ち受けるポートを常に共有します</translation>
    </message>
    <message>
        <source>one set of variables can be carried over; --env %1 adds these to &quot;env&quot;</source>
        <translation>引き継げる変数の組は一つです。--env %1 でこれらを &quot;env&quot; に加えます</translation>
    </message>
    <message>
        <source>this is not known as a key of PM2; it is left out</source>
        <translation>PM2 のキーとして知られていないので省きました</translation>
    </message>
    <message>
        <source>only applications are carried over</source>
        <translation>引き継ぐのはアプリケーションだけです</translation>
    </message>
    <message>
        <source>must be an object with a &quot;script&quot;; it is left out</source>
        <translation>&quot;script&quot; のあるオブジェクトでなければなりません。省きました</translation>
    </message>
    <message>
        <source>it must export {&quot;apps&quot;: [{&quot;script&quot;: &quot;app.js&quot;}]}; there is no application in it</source>
        <translation>{&quot;apps&quot;: [{&quot;script&quot;: &quot;app.js&quot;}]} をエクスポートしなければなりません。アプリケーションがありません</translation>
    </message>
    <message>
        <source>an integer or &quot;max&quot;</source>
        <translation>整数または &quot;max&quot;</translation>
    </message>
    <message>
        <source>%1 means all processors but %2; there is no such count, so it becomes &quot;auto&quot;, all of them: write a number to keep some free</source>
        <translation>%1 は %2 個を除くすべてのプロセッサーを意味しますが、そのような数はないので、すべてを使う &quot;auto&quot; にしました。空けておくには数を書いてください</translation>
    </message>
    <message>
        <source>an object of strings</source>
        <translation>文字列のオブジェクト</translation>
    </message>
    <message>
        <source>%1 is an array or an object; it is left out, write it as a string</source>
        <translation>%1 は配列かオブジェクトなので省きました。文字列で書いてください</translation>
    </message>
    <message>
        <source>true, false, or an array of paths</source>
        <translation>true、false、またはパスの配列</translation>
    </message>
    <message>
        <source>%1 looks like a regular expression; only globs are known, so it is left out</source>
        <translation>%1 は正規表現のようです。使えるのはグロブだけなので省きました</translation>
    </message>
    <message>
        <source>only the exit code 0 can be the one that ends a program for good</source>
        <translation>プログラムを終わりにできる終了コードは 0 だけです</translation>
    </message>
    <message>
        <source>five fields: minute, hour, day, month, day of the week</source>
        <translation>五つの項目 (分、時、日、月、曜日)</translation>
    </message>
    <message>
        <source>all workers of an application share its log file</source>
        <translation>アプリケーションの全ワーカーが一つのログファイルを共有します</translation>
    </message>
    <message>
        <source>lines are written as the application prints them; &quot;log_format&quot;: &quot;json&quot; adds the time</source>
        <translation>行はアプリケーションが出力したとおりに書きます。&quot;log_format&quot;: &quot;json&quot; で時刻が付きます</translation>
    </message>
    <message>
        <source>process.send(&apos;ready&apos;) is not waited for: a worker of Node is up when it listens, see &quot;ready&quot;</source>
        <translation>process.send(&apos;ready&apos;) は待ちません。Node のワーカーは待ち受けを始めたときに稼働とみなします (&quot;ready&quot; を参照)</translation>
    </message>
    <message>
        <source>no message &apos;shutdown&apos; is sent: a worker of Node is told to disconnect and finishes its requests</source>
        <translation>メッセージ &apos;shutdown&apos; は送りません。Node のワーカーは切り離しを指示され、リクエストを終えてから止まります</translation>
    </message>
    <message>
        <source>the whole process tree of a worker is always ended</source>
        <translation>ワーカーのプロセスツリーは常にすべて終了させます</translation>
    </message>
    <message>
        <source>the first restart is at once, and the pauses grow by themselves up to restart_delay_max</source>
        <translation>最初の再起動は即座で、待ち時間は restart_delay_max まで自動的に延びます</translation>
    </message>
    <message>
        <source>variables are not filtered by a pattern; null in &quot;env&quot; removes one</source>
        <translation>変数をパターンで取り除くことはできません。&quot;env&quot; の null で一つずつ取り除きます</translation>
    </message>
    <message>
        <source>workers are not numbered in their environment</source>
        <translation>ワーカーの番号は環境変数に入りません</translation>
    </message>
    <message>
        <source>Node does this itself with --enable-source-maps in &quot;interpreter_args&quot;</source>
        <translation>&quot;interpreter_args&quot; に --enable-source-maps を書けば Node 自身が行います</translation>
    </message>
    <message>
        <source>the system itself reports changes; no options of chokidar apply</source>
        <translation>変更はシステム自体が知らせるので、chokidar のオプションは使いません</translation>
    </message>
    <message>
        <source>only the daemon has a pidfile; /info has the workers&apos; pids</source>
        <translation>pidfile があるのはデーモンだけです。ワーカーの PID は /info にあります</translation>
    </message>
    <message>
        <source>there are no groups of applications; each is named by its name</source>
        <translation>アプリケーションのグループはありません。それぞれ名前で指定します</translation>
    </message>
    <message>
        <source>an application has the one name of its configuration</source>
        <translation>アプリケーションの名前は設定に書いた一つだけです</translation>
    </message>
    <message>
        <source>nothing is fetched or built; do it before the reload</source>
        <translation>取得やビルドはしません。リロードの前に行ってください</translation>
    </message>
    <message>
        <source>it runs once a release, before the new code is started; run it before the reload</source>
        <translation>リリースごとに一度、新しいコードの起動前に実行するものです。リロードの前に実行してください</translation>
    </message>
    <message>
        <source>it talks to a terminal, so it is no service</source>
        <translation>端末と対話するもので、サービスではありません</translation>
    </message>
    <message>
        <source>must be NAME: COMMAND; it is left out</source>
        <translation>NAME: COMMAND の形でなければなりません。省きました</translation>
    </message>
    <message>
        <source>there is no line NAME: COMMAND in it to run</source>
        <translation>実行する NAME: COMMAND の行がありません</translation>
    </message>
    <message>
        <source>a quote (%1) is opened and not closed</source>
        <translation>引用符 (%1) が閉じられていません</translation>
    </message>
    <message>
        <source>%1 means no file that is there</source>
        <translation>%1 に当たるファイルがありません</translation>
    </message>
    <message>
        <source>this is not known as a key of supervisord; it is left out</source>
        <translation>supervisord のキーとして知られていないので省きました</translation>
    </message>
    <message>
        <source>this is not known as a section of supervisord; it is left out</source>
        <translation>supervisord のセクションとして知られていないので省きました</translation>
    </message>
    <message>
        <source>there is no section [program:NAME] in it to run</source>
        <translation>実行する [program:NAME] のセクションがありません</translation>
    </message>
    <message>
        <source>only the hash of the password is known; write the password into &quot;auth_password_file&quot;</source>
        <translation>パスワードのハッシュしか分かりません。パスワードを &quot;auth_password_file&quot; に書いてください</translation>
    </message>
    <message>
        <source>the signal goes to the program itself; what is left of its process tree is ended after it</source>
        <translation>シグナルはプログラム自体に送ります。残ったプロセスツリーはその後で終了させます</translation>
    </message>
    <message>
        <source>all are started at once; &quot;depends_on&quot; makes one wait for another</source>
        <translation>すべて同時に起動します。&quot;depends_on&quot; で別のアプリケーションを待たせます</translation>
    </message>
    <message>
        <source>programs are told no address of the daemon</source>
        <translation>プログラムにデーモンのアドレスは知らせません</translation>
    </message>
    <message>
        <source>there are no event listeners; see /events and &quot;hooks&quot;</source>
        <translation>イベントリスナーはありません。/events と &quot;hooks&quot; を参照してください</translation>
    </message>
    <message>
        <source>nothing is sent to syslog; without &quot;log_file&quot; the daemon prints what the program prints</source>
        <translation>syslog には送りません。&quot;log_file&quot; がなければ、プログラムの出力をデーモンが出力します</translation>
    </message>
    <message>
        <source>the daemon&apos;s own lines go to stderr</source>
        <translation>デーモン自身の行は標準エラー出力に出ます</translation>
    </message>
    <message>
        <source>the option --log-level sets it</source>
        <translation>オプション --log-level で指定します</translation>
    </message>
    <message>
        <source>&quot;pidfile&quot; would name it, once supervisord has left its own</source>
        <translation>supervisord が自分のものを手放した後で &quot;pidfile&quot; に指定してください</translation>
    </message>
    <message>
        <source>&quot;log_file&quot; names each application&apos;s log; without one the daemon prints what the program prints</source>
        <translation>&quot;log_file&quot; でアプリケーションごとのログを指定します。なければプログラムの出力をデーモンが出力します</translation>
    </message>
    <message>
        <source>lines are written as the application prints them</source>
        <translation>行はアプリケーションが出力したとおりに書きます</translation>
    </message>
    <message>
        <source>the control socket is where &quot;control_socket&quot; says, and speaks HTTP with JSON</source>
        <translation>制御ソケットは &quot;control_socket&quot; の場所にあり、HTTP と JSON で話します</translation>
    </message>
    <message>
        <source>a socket as standard input is not offered; a program that takes LISTEN_FDS gets it by &quot;listen&quot;</source>
        <translation>標準入力としてのソケットは渡しません。LISTEN_FDS を受け取るプログラムには &quot;listen&quot; で渡します</translation>
    </message>
    <message>
        <source>every application is started with the daemon, so this one is left out</source>
        <translation>どのアプリケーションもデーモンと共に起動するので、これは省きました</translation>
    </message>
    <message>
        <source>the processes are not alike (process_num), so each becomes an application of its own</source>
        <translation>プロセスが同じではない (process_num) ので、それぞれを独立したアプリケーションにしました</translation>
    </message>
    <message>
        <source>has no command, so there is nothing to run</source>
        <translation>command がないので、実行するものがありません</translation>
    </message>
    <message>
        <source>it has the values that variables have now, in this environment</source>
        <translation>変数には今のこの環境での値が入ります</translation>
    </message>
    <message>
        <source>%1 would stand between the daemon and the program; what package.json makes it run is run instead: %2</source>
        <translation>%1 がデーモンとプログラムの間に入るので、package.json が指す次のものを直接実行します: %2</translation>
    </message>
    <message>
        <source>each application has a PORT of its own in &quot;env&quot;, as foreman gives them from %1 on; several workers of other programs than Node share it by &quot;listen&quot; only</source>
        <translation>foreman と同じく %1 から順に、アプリケーションごとの PORT を &quot;env&quot; に入れました。Node 以外のプログラムの複数のワーカーは &quot;listen&quot; でのみそれを共有できます</translation>
    </message>
    <message>
        <source>PM2 lets the file grow; here it is rotated at %1, and %2 older ones are kept: see &quot;log_max_size&quot; and &quot;log_keep&quot;</source>
        <translation>PM2 ではファイルは増え続けますが、ここでは %1 でローテーションし、古いファイルを %2 個残します。&quot;log_max_size&quot; と &quot;log_keep&quot; を参照してください</translation>
    </message>
    <message>
        <source>true, false or unexpected</source>
        <translation>true、false または unexpected</translation>
    </message>
    <message>
        <source>limits are inherited from whoever starts the daemon; &quot;limits&quot; sets those of an application</source>
        <translation>制限はデーモンを起動したものから引き継ぎます。アプリケーションごとの制限は &quot;limits&quot; で指定します</translation>
    </message>
    <message>
        <source>it stands somewhere else; write it into &quot;auth_password_file&quot;</source>
        <translation>値は別の場所にあります。「auth_password_file」に書いてください</translation>
    </message>
    <message>
        <source>there is no user name beside it; it is left out</source>
        <translation>対応するユーザー名がないため、取り込みません</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Worker %1 %2; next try in %3.</source>
        <translation>ワーカー %1: %2。次の試行は %3 後です。</translation>
    </message>
    <message>
        <source>Worker %1 %2; it is started again at once.</source>
        <translation>ワーカー %1: %2。すぐに再起動します。</translation>
    </message>
    <message>
        <source>Applications reloaded</source>
        <translation>アプリケーションを再読み込みしました</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>list of names</comment>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>%1: new workers are up after %2.</source>
        <translation>%1: 新しいワーカーが %2 で稼働しました。</translation>
    </message>
    <message>
        <source>%1: new workers are up after %2 (%3).</source>
        <translation>%1: 新しいワーカーが %2 で稼働しました（%3）。</translation>
    </message>
    <message>
        <source>%1 reloaded</source>
        <translation>%1 を再読み込みしました</translation>
    </message>
    <message>
        <source>%1 keeps crashing</source>
        <translation>%1 が繰り返し異常終了しています</translation>
    </message>
    <message>
        <source>%1
It is tried again and again.</source>
        <translation>%1
再試行を続けます。</translation>
    </message>
    <message>
        <source>No connection to %1</source>
        <translation>%1 に接続できません</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <comment>what was asked for</comment>
        <translation>失敗: %1</translation>
    </message>
    <message>
        <source>Reload of %1 failed</source>
        <translation>%1 の再読み込みに失敗しました</translation>
    </message>
    <message>
        <source>Worker %1 %2; it is not started again.</source>
        <translation>ワーカー %1: %2。再起動しません。</translation>
    </message>
    <message>
        <source>%1 stays down</source>
        <translation>%1 は停止したままです</translation>
    </message>
</context>
<context>
    <name>Operations</name>
    <message>
        <source>superseded by start</source>
        <translation>開始が優先されました</translation>
    </message>
    <message>
        <source>superseded by stop</source>
        <translation>停止が優先されました</translation>
    </message>
    <message>
        <source>superseded by scale to %1</source>
        <translation>ワーカー数 %1 への変更が優先されました</translation>
    </message>
    <message>
        <source>superseded by restart of worker %1</source>
        <translation>ワーカー %1 の再起動が優先されました</translation>
    </message>
    <message>
        <source>%1: the worker that replaces worker %2 is still not up; worker %2 goes when it is</source>
        <translation>%1: ワーカー %2 に代わるワーカーがまだ稼働していません。稼働したらワーカー %2 は終了します</translation>
    </message>
    <message>
        <source>%1 of %2 workers are up, the rest is started again until it is</source>
        <translation>%2 個中 %1 個のワーカーが稼働中です。残りは稼働するまで再起動されます</translation>
    </message>
    <message>
        <source>killed, but still there: worker %1; it is waited for until the system lets go of it</source>
        <translation>強制終了しましたが、まだ残っています: ワーカー %1。システムが解放するまで待ちます</translation>
    </message>
</context>
<context>
    <name>OptionFault</name>
    <message>
        <source>unknown option %1</source>
        <translation>不明なオプション %1</translation>
    </message>
    <message>
        <source>unknown option %1: did you mean --%2?</source>
        <translation>不明なオプション %1: --%2 のことですか？</translation>
    </message>
</context>
<context>
    <name>PidFile</name>
    <message>
        <source>pidfile %1: %2</source>
        <translation>pidfile %1: %2</translation>
    </message>
    <message>
        <source>pidfile %1 belongs to process %2, which is running; stop it first, or name another pidfile</source>
        <translation>pidfile %1 は動作中のプロセス %2 のものです。先に止めるか、別の pidfile を指定してください</translation>
    </message>
    <message>
        <source>pidfile %1 is in use by another process that is just starting or stopping</source>
        <translation>pidfile %1 は起動中または終了中の別のプロセスが使用しています</translation>
    </message>
    <message>
        <source>pidfile %1 exists and is no pidfile; remove it, or name another pidfile</source>
        <translation>pidfile %1 は存在しますが pidfile ではありません。取り除くか、別の pidfile を指定してください</translation>
    </message>
</context>
<context>
    <name>ToolTip</name>
    <message>
        <source>Last reload: %1, took %2</source>
        <translation>最後の再読み込み: %1、所要時間 %2</translation>
    </message>
    <message>
        <source>qilin-daemon %1, itself: %2, %3</source>
        <translation>qilin-daemon %1 自身: %2、%3</translation>
    </message>
    <message>
        <source>Watches %1 files and directories</source>
        <translation>%1 個のファイルとディレクトリーを監視中</translation>
    </message>
    <message>
        <source>Last reload: %1, failed: %2</source>
        <translation>最後の再読み込み: %1、失敗: %2</translation>
    </message>
</context>
<context>
    <name>TrayCli</name>
    <message>
        <source>Try qilin-tray --help.</source>
        <translation>qilin-tray --help を試してください。</translation>
    </message>
    <message>
        <source>Shows running daemons in the system tray and in a window. Without --config and --attach it is the daemon of ./qilin-daemon.json, if there is that file.</source>
        <translation>動作中のデーモンをシステムトレイとウィンドウに表示します。--config も --attach もない場合、./qilin-daemon.json があればそのデーモンを表示します。</translation>
    </message>
    <message>
        <source>the daemon that runs this configuration</source>
        <translation>この設定で動いているデーモン</translation>
    </message>
    <message>
        <source>the daemon at this address, http://user@host:9999; may be given several times</source>
        <translation>このアドレス http://user@host:9999 のデーモン。複数回指定できます</translation>
    </message>
    <message>
        <source>instead of the system&apos;s: en or ja</source>
        <translation>システムの言語の代わりに使う言語: en または ja</translation>
    </message>
    <message>
        <source>show the window at once, that of a running tray if there is one</source>
        <translation>ウィンドウをすぐに表示します。動作中のトレイがあればそのウィンドウを表示します</translation>
    </message>
    <message>
        <source>print the version</source>
        <translation>バージョンを表示します</translation>
    </message>
    <message>
        <source>print this help</source>
        <translation>このヘルプを表示します</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no option; a configuration file is named by --config</source>
        <translation>&apos;%1&apos; はオプションではありません。設定ファイルは --config で指定します</translation>
    </message>
    <message>
        <source>--language must name a language, such as en or ja</source>
        <translation>--language には en や ja などの言語を指定してください</translation>
    </message>
    <message>
        <source>--config must name a file; it is empty</source>
        <translation>--config が空です。ファイルを指定してください</translation>
    </message>
    <message>
        <source>certificates in PEM form that may vouch for daemons at https://, instead of the system&apos;s</source>
        <translation>システムの認証局の代わりに https:// のデーモンを保証する証明書（PEM 形式）</translation>
    </message>
    <message>
        <source>--ca must name a file that can be read; %1 is none</source>
        <translation>--ca には読み取れるファイルを指定してください。%1 は読み取れません</translation>
    </message>
</context>
<context>
    <name>TrayToolTip</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>a worker fails</source>
        <translation>ワーカーが失敗しています</translation>
    </message>
    <message>
        <source>%1: %2, %3 of %4</source>
        <translation>%1: %2、%4 個中 %3 個</translation>
    </message>
    <message>
        <source>%1: %2 of %3 workers up, %4, %5</source>
        <translation>%1: ワーカー %3 個中 %2 個が稼働、%4、%5</translation>
    </message>
    <message>
        <source>Applications: %1, workers: %2, CPU %3, memory %4</source>
        <translation>アプリケーション: %1、ワーカー: %2、CPU %3、メモリー %4</translation>
    </message>
    <message>
        <source>No daemon</source>
        <translation>デーモンなし</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>ほか %1 件</translation>
    </message>
    <message>
        <source>the last reload failed</source>
        <translation>最後の再読み込みに失敗しました</translation>
    </message>
    <message>
        <source>%1, %2 of %3 spare workers ready</source>
        <translation>%1、予備ワーカー %3 個中 %2 個が待機</translation>
    </message>
</context>
<context>
    <name>WorkerModel</name>
    <message>
        <source>Worker %1</source>
        <translation>ワーカー %1</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between parts of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>PID</source>
        <translation>PID</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリー</translation>
    </message>
    <message>
        <source>Uptime</source>
        <translation>稼働時間</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>再起動</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>接続数</translation>
    </message>
    <message>
        <source>Percent of one processor, with all processes a worker has started</source>
        <translation>1 プロセッサーに対する割合。ワーカーが起動したすべてのプロセスを含みます</translation>
    </message>
    <message>
        <source>Resident memory, with all processes a worker has started</source>
        <translation>常駐メモリー。ワーカーが起動したすべてのプロセスを含みます</translation>
    </message>
    <message>
        <source>How often a worker died and was started again</source>
        <translation>ワーカーが異常終了し、再び起動された回数</translation>
    </message>
    <message>
        <source>Connections given to a worker; known when balance is round_robin</source>
        <translation>ワーカーに渡された接続の数。balance が round_robin のときに分かります</translation>
    </message>
    <message>
        <source>Worker %1 (spare)</source>
        <translation>ワーカー %1（予備）</translation>
    </message>
</context>
<context>
    <name>client</name>
    <message>
        <source>this is no address of a daemon; it must be like http://user@host:9999</source>
        <translation>デーモンのアドレスではありません。http://user@host:9999 のように指定してください</translation>
    </message>
    <message>
        <source>an address of a daemon begins with http:// or https://, not with &apos;%1://&apos;</source>
        <translation>デーモンのアドレスは &apos;%1://&apos; ではなく http:// または https:// で始まります</translation>
    </message>
    <message>
        <source>leave the password out of the address, where others on this machine could see it; it is asked for</source>
        <translation>アドレスにパスワードを含めないでください。このマシンの他の利用者に見られるおそれがあります。パスワードは後で尋ねます</translation>
    </message>
    <message>
        <source>the address of a daemon must name its port, as in %1</source>
        <translation>デーモンのアドレスには %1 のようにポートが必要です</translation>
    </message>
    <message>
        <source>an address of a daemon ends after the port, as in %1</source>
        <translation>デーモンのアドレスは %1 のようにポートで終わります</translation>
    </message>
    <message>
        <source>%1 has no control socket and no fixed port: a client needs &quot;control_socket&quot;, or &quot;daemon_port&quot; above 0</source>
        <translation>%1 には制御ソケットも固定ポートもありません: クライアントには &quot;control_socket&quot; か、0 より大きい &quot;daemon_port&quot; が必要です</translation>
    </message>
    <message>
        <source>no daemon is running: there is no socket %1</source>
        <translation>デーモンは動いていません: ソケット %1 がありません</translation>
    </message>
    <message>
        <source>no daemon is running: nobody listens on %1</source>
        <translation>デーモンは動いていません: %1 を待ち受けているものがありません</translation>
    </message>
    <message>
        <source>no permission to use %1: it belongs to the daemon of another user</source>
        <translation>%1 を使う権限がありません: 別のユーザーのデーモンのものです</translation>
    </message>
    <message>
        <source>the connection to %1 failed: %2</source>
        <translation>%1 への接続に失敗しました: %2</translation>
    </message>
    <message>
        <source>no daemon is running at %1: the connection was refused</source>
        <translation>%1 でデーモンは動いていません: 接続が拒否されました</translation>
    </message>
    <message>
        <source>there is no host with the name in %1</source>
        <translation>%1 の名前のホストはありません</translation>
    </message>
    <message>
        <source>no secure connection to %1: %2</source>
        <translation>%1 への安全な接続ができません: %2</translation>
    </message>
    <message>
        <source>%1 is no qilin daemon: what it answers is no HTTP</source>
        <translation>%1 は qilin デーモンではありません: 応答が HTTP ではありません</translation>
    </message>
    <message>
        <source>%1 is no qilin daemon: it answers, with HTTP status %2, what a daemon would not</source>
        <translation>%1 は qilin デーモンではありません: デーモンならしない応答（HTTP ステータス %2）を返しました</translation>
    </message>
    <message>
        <source>%1 cannot be reached: this system&apos;s Qt lacks TLS</source>
        <translation>%1 に接続できません: このシステムの Qt には TLS がありません</translation>
    </message>
    <message>
        <source>the daemon at %1 has closed the connection</source>
        <translation>%1 のデーモンが接続を閉じました</translation>
    </message>
    <message>
        <source>%1 has not answered for %2 s</source>
        <translation>%1 が %2 秒間応答していません</translation>
    </message>
    <message>
        <source>the daemon at %1 wants a user name and a password</source>
        <translation>%1 のデーモンがユーザー名とパスワードを求めています</translation>
    </message>
    <message>
        <source>the daemon at %1 does not know this user name with this password</source>
        <translation>%1 のデーモンはこのユーザー名とパスワードの組を認めません</translation>
    </message>
    <message>
        <source>%1 answers with more than a qilin daemon would</source>
        <translation>%1 の応答は qilin デーモンのものとしては大きすぎます</translation>
    </message>
    <message>
        <source>%1 is not asked: there is no certificate in %2, which must be a file in PEM form</source>
        <translation>%1 には接続しません。%2 に証明書がありません（PEM 形式のファイルが必要です）</translation>
    </message>
    <message>
        <source>no secure connection to %1: %2 (--ca FILE names a certificate that the system does not vouch for)</source>
        <translation>%1 に安全に接続できません: %2（システムが保証しない証明書は --ca FILE で指定します）</translation>
    </message>
</context>
<context>
    <name>control</name>
    <message>
        <source>%1 takes none</source>
        <translation>%1 には何も指定できません</translation>
    </message>
    <message>
        <source>%1 takes: %2</source>
        <translation>%1 で使えるのは: %2</translation>
    </message>
    <message>
        <source>unknown parameter &apos;%1&apos;; %2</source>
        <translation>不明なパラメーター &apos;%1&apos;。%2</translation>
    </message>
    <message>
        <source>parameter &apos;%1&apos; is there twice</source>
        <translation>パラメーター &apos;%1&apos; が二度あります</translation>
    </message>
    <message>
        <source>parameter &apos;%1&apos; is empty</source>
        <translation>パラメーター &apos;%1&apos; が空です</translation>
    </message>
    <message>
        <source>the request took too long to arrive</source>
        <translation>リクエストの到着に時間がかかりすぎました</translation>
    </message>
    <message>
        <source>the request ends early</source>
        <translation>リクエストが途中で終わっています</translation>
    </message>
    <message>
        <source>the form in the body is malformed</source>
        <translation>本文のフォームの形式が不正です</translation>
    </message>
    <message>
        <source>control port %1 is in use; choose another daemon_port or end what listens there</source>
        <translation>制御ポート %1 は使用中です。別の daemon_port を選ぶか、そこで待ち受けているものを終了してください</translation>
    </message>
    <message>
        <source>control port %1 needs more rights; choose a daemon_port above 1023</source>
        <translation>制御ポート %1 にはより強い権限が必要です。1023 より大きい daemon_port を選んでください</translation>
    </message>
    <message>
        <source>control port %1: this machine has no such address; correct daemon_host</source>
        <translation>制御ポート %1: このマシンにそのアドレスはありません。daemon_host を直してください</translation>
    </message>
    <message>
        <source>control port %1 cannot be opened: %2</source>
        <translation>制御ポート %1 を開けません: %2</translation>
    </message>
    <message>
        <source>this daemon is not the host %1; allowed_hosts may name it</source>
        <translation>このデーモンはホスト %1 ではありません。allowed_hosts に加えることができます</translation>
    </message>
    <message>
        <source>requests made by other web sites are refused</source>
        <translation>他のウェブサイトからのリクエストは拒否します</translation>
    </message>
    <message>
        <source>too many requests are in work; try again</source>
        <translation>処理中のリクエストが多すぎます。もう一度試してください</translation>
    </message>
    <message>
        <source>the request line is not METHOD /path HTTP/1.1</source>
        <translation>リクエスト行が METHOD /path HTTP/1.1 の形ではありません</translation>
    </message>
    <message>
        <source>the path holds what no path may hold; encode it with %XX</source>
        <translation>パスに使えない文字があります。%XX でエンコードしてください</translation>
    </message>
    <message>
        <source>a header line is malformed</source>
        <translation>ヘッダー行の形式が不正です</translation>
    </message>
    <message>
        <source>the request has too many headers</source>
        <translation>ヘッダーが多すぎます</translation>
    </message>
    <message>
        <source>the path is too long</source>
        <translation>パスが長すぎます</translation>
    </message>
    <message>
        <source>this is an HTTP/1.1 server</source>
        <translation>これは HTTP/1.1 のサーバーです</translation>
    </message>
    <message>
        <source>the body is too large</source>
        <translation>本文が大きすぎます</translation>
    </message>
    <message>
        <source>the Host header is missing or no host</source>
        <translation>Host ヘッダーがないか、ホスト名ではありません</translation>
    </message>
    <message>
        <source>send a body with Content-Length</source>
        <translation>本文は Content-Length を付けて送ってください</translation>
    </message>
    <message>
        <source>send the request without Expect</source>
        <translation>Expect を付けずに送ってください</translation>
    </message>
    <message>
        <source>a header is there twice</source>
        <translation>同じヘッダーが二度あります</translation>
    </message>
    <message>
        <source>lines must end with CR LF</source>
        <translation>行は CR LF で終わらなければなりません</translation>
    </message>
    <message>
        <source>show these commands</source>
        <translation>これらのコマンドを表示する</translation>
    </message>
    <message>
        <source>show the daemon, its applications and worker processes</source>
        <translation>デーモン、アプリケーション、ワーカープロセスの状態を表示する</translation>
    </message>
    <message>
        <source>the same as info</source>
        <translation>info と同じ</translation>
    </message>
    <message>
        <source>restart worker processes</source>
        <translation>ワーカープロセスを再起動する</translation>
    </message>
    <message>
        <source>stop worker processes and end the daemon</source>
        <translation>ワーカープロセスを止めてデーモンを終了する</translation>
    </message>
    <message>
        <source>answer OK while the daemon runs</source>
        <translation>デーモンが動いている間 OK と答える</translation>
    </message>
    <message>
        <source>answer OK while every application is up</source>
        <translation>すべてのアプリケーションが稼働している間 OK と答える</translation>
    </message>
    <message>
        <source>the directory of the control socket, %1, cannot be made: %2; set control_socket to another path</source>
        <translation>制御ソケットのディレクトリー %1 を作れません: %2。control_socket に別のパスを指定してください</translation>
    </message>
    <message>
        <source>%1, where the control socket belongs, is a link or no directory; remove it or set control_socket</source>
        <translation>制御ソケットの置き場所 %1 はリンクか、ディレクトリーではありません。取り除くか control_socket を指定してください</translation>
    </message>
    <message>
        <source>the directory of the control socket, %1, cannot be opened: %2; set control_socket to another path</source>
        <translation>制御ソケットのディレクトリー %1 を開けません: %2。control_socket に別のパスを指定してください</translation>
    </message>
    <message>
        <source>%1, where the control socket belongs, is another user&apos;s; remove it or set control_socket</source>
        <translation>制御ソケットの置き場所 %1 は別のユーザーのものです。取り除くか control_socket を指定してください</translation>
    </message>
    <message>
        <source>%1 cannot be closed to other users: %2</source>
        <translation>%1 を他のユーザーから閉ざせません: %2</translation>
    </message>
    <message>
        <source>%1 exists and is no socket; remove it or set control_socket to another path</source>
        <translation>%1 は存在しますがソケットではありません。取り除くか control_socket に別のパスを指定してください</translation>
    </message>
    <message>
        <source>another daemon answers on %1; end it or set control_socket to another path</source>
        <translation>別のデーモンが %1 で応答しています。終了するか control_socket に別のパスを指定してください</translation>
    </message>
    <message>
        <source>the control socket %1 exists and cannot be tried: %2; remove it or set control_socket</source>
        <translation>制御ソケット %1 は存在しますが確認できません: %2。取り除くか control_socket を指定してください</translation>
    </message>
    <message>
        <source>the control socket %1, left by a dead process, cannot be removed: %2</source>
        <translation>終了したプロセスが残した制御ソケット %1 を取り除けません: %2</translation>
    </message>
    <message>
        <source>the control socket&apos;s path %1 is longer than 107 bytes; set control_socket to a shorter one</source>
        <translation>制御ソケットのパス %1 は 107 バイトを超えています。control_socket により短いパスを指定してください</translation>
    </message>
    <message>
        <source>the control socket %1 cannot be made: %2; set control_socket to another path</source>
        <translation>制御ソケット %1 を作れません: %2。control_socket に別のパスを指定してください</translation>
    </message>
    <message>
        <source>nothing can listen on the control socket %1: %2</source>
        <translation>制御ソケット %1 で待ち受けられません: %2</translation>
    </message>
    <message>
        <source>unknown app &apos;%1&apos;; known: %2</source>
        <translation>不明なアプリ &apos;%1&apos;。あるもの: %2</translation>
    </message>
    <message>
        <source>parameter &apos;%1&apos; must be a whole number from %2 to %3</source>
        <translation>パラメーター &apos;%1&apos; は %2 から %3 までの整数でなければなりません</translation>
    </message>
    <message>
        <source>parameter &apos;%1&apos; takes, with commas between: %2</source>
        <translation>パラメーター &apos;%1&apos; に使える値（コンマ区切り）: %2</translation>
    </message>
    <message>
        <source>parameter &apos;%1&apos; is missing; %2</source>
        <translation>パラメーター &apos;%1&apos; がありません。%2</translation>
    </message>
    <message>
        <source>show the last lines that worker processes printed</source>
        <translation>ワーカープロセスが出力した最後の行を表示します</translation>
    </message>
    <message>
        <source>show the use of processor and memory over time</source>
        <translation>プロセッサーとメモリーの使用量の推移を表示します</translation>
    </message>
    <message>
        <source>follow what happens, as server-sent events</source>
        <translation>起きていることを server-sent events で受信します</translation>
    </message>
    <message>
        <source>replace one worker process</source>
        <translation>ワーカープロセスを 1 つ入れ替えます</translation>
    </message>
    <message>
        <source>change the number of worker processes</source>
        <translation>ワーカープロセスの数を変更します</translation>
    </message>
    <message>
        <source>stop the worker processes of an application</source>
        <translation>アプリケーションのワーカープロセスを停止します</translation>
    </message>
    <message>
        <source>start a stopped application</source>
        <translation>停止したアプリケーションを開始します</translation>
    </message>
    <message>
        <source>%1 takes %2</source>
        <translation>%1 で使えるのは %2 です</translation>
    </message>
    <message>
        <source>parameter &apos;app&apos; is missing; known: %1</source>
        <translation>パラメーター &apos;app&apos; がありません。使えるもの: %1</translation>
    </message>
    <message>
        <source>not every application is up</source>
        <translation>稼働していないアプリケーションがあります</translation>
    </message>
    <message>
        <source>unknown worker %1; known: %2</source>
        <translation>不明なワーカー %1。あるもの: %2</translation>
    </message>
    <message>
        <source>daemon_host &quot;%1&quot; is no IP address</source>
        <translation>daemon_host &quot;%1&quot; は IP アドレスではありません</translation>
    </message>
    <message>
        <source>too many clients follow the events</source>
        <translation>イベントを受信しているクライアントが多すぎます</translation>
    </message>
    <message>
        <source>the daemon is shutting down</source>
        <translation>デーモンは終了処理中です</translation>
    </message>
    <message>
        <source>the role read-only may not use %1; it needs the credentials of auth_username</source>
        <translation>読み取り専用の役割では %1 を使えません。auth_username の認証情報が必要です</translation>
    </message>
    <message>
        <source>too many passwords are being checked; try again</source>
        <translation>確認中のパスワードが多すぎます。もう一度試してください</translation>
    </message>
    <message>
        <source>this port speaks HTTPS; begin the address with https://</source>
        <translation>このポートは HTTPS です。アドレスを https:// で始めてください</translation>
    </message>
    <message>
        <source>show figures in the text format of Prometheus</source>
        <translation>各種の数値を Prometheus のテキスト形式で表示します</translation>
    </message>
    <message>
        <source>this browser does not tell which site asks, so it may change nothing by GET; use the dashboard, POST, or another program</source>
        <translation>このブラウザーはどのサイトからの要求かを示さないため、GET では何も変更できません。ダッシュボード、POST、または別のプログラムを使ってください</translation>
    </message>
</context>
<context>
    <name>ctl</name>
    <message>
        <source>worker %1 is replaced</source>
        <translation>ワーカー %1 を置き換えました</translation>
    </message>
    <message>
        <source>workers up: %1</source>
        <translation>稼働中のワーカー: %1</translation>
    </message>
    <message>
        <source>%1: workers up: %2</source>
        <translation>%1: 稼働中のワーカー: %2</translation>
    </message>
    <message>
        <source>%1 is stopped</source>
        <translation>%1 を停止しました</translation>
    </message>
    <message>
        <source>%1 is started</source>
        <translation>%1 を起動しました</translation>
    </message>
    <message>
        <source>show the applications and their workers</source>
        <translation>アプリケーションとそのワーカーを表示します</translation>
    </message>
    <message>
        <source>replace the workers of one or all applications by new ones; returns when these serve, or says why the old ones were kept. During another reload it waits, and runs after it</source>
        <translation>1つまたはすべてのアプリケーションのワーカーを新しいものに置き換えます。新しいワーカーが応答を始めると終わり、そうならなければ古いワーカーを残した理由を表示します。別のリロード中はその終わりを待ってから実行します</translation>
    </message>
    <message>
        <source>replace one worker, the new one first</source>
        <translation>ワーカーを1つ置き換えます（新しいものを先に起動します）</translation>
    </message>
    <message>
        <source>change the number of workers; returns when that many are up</source>
        <translation>ワーカー数を変更します。その数が稼働すると終わります</translation>
    </message>
    <message>
        <source>stop an application; returns when none of its processes is left</source>
        <translation>アプリケーションを停止します。プロセスがすべてなくなると終わります</translation>
    </message>
    <message>
        <source>start a stopped application; returns when its workers are up</source>
        <translation>停止中のアプリケーションを起動します。ワーカーが稼働すると終わります</translation>
    </message>
    <message>
        <source>show the last lines that workers printed</source>
        <translation>ワーカーが出力した最後の行を表示します</translation>
    </message>
    <message>
        <source>show what happens to workers and reloads, a line each, as it happens</source>
        <translation>ワーカーとリロードの出来事を、起こるたびに1行ずつ表示します</translation>
    </message>
    <message>
        <source>show the workers, those that use most first; keys change the order</source>
        <translation>ワーカーを使用量の多い順に表示します。キーで並び順を変えられます</translation>
    </message>
    <message>
        <source>stop all applications and end the daemon; returns when it has gone</source>
        <translation>すべてのアプリケーションを停止してデーモンを終了します。デーモンがいなくなると終わります</translation>
    </message>
    <message>
        <source>User name at %1: </source>
        <translation>%1 のユーザー名: </translation>
    </message>
    <message>
        <source>Password of %1 at %2: </source>
        <translation>%2 の %1 のパスワード: </translation>
    </message>
    <message>
        <source>Is the daemon of %1 running? It is started with: qilin-daemon %1</source>
        <translation>%1 のデーモンは動いていますか？ 起動するには: qilin-daemon %1</translation>
    </message>
    <message>
        <source>Is the daemon running there? Its keys daemon_host and daemon_port say where it listens.</source>
        <translation>そこでデーモンは動いていますか？ 待ち受ける場所は設定のキー daemon_host と daemon_port で決まります。</translation>
    </message>
    <message>
        <source>Is its daemon running? --config CONFIG finds the socket by the daemon&apos;s configuration.</source>
        <translation>そのデーモンは動いていますか？ --config CONFIG を使うと、デーモンの設定からソケットを見つけます。</translation>
    </message>
    <message>
        <source>there is no %1 here that would say which daemon is meant; name it with --config CONFIG, --url URL or --socket PATH</source>
        <translation>どのデーモンかを示す %1 がここにありません。--config CONFIG、--url URL、--socket PATH のいずれかで指定してください</translation>
    </message>
    <message>
        <source>%1; trying again</source>
        <translation>%1。再接続を試みています</translation>
    </message>
    <message>
        <source>Usage: qilinctl [OPTION...] %1</source>
        <translation>使い方: qilinctl [オプション...] %1</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>オプション:</translation>
    </message>
    <message>
        <source>Usage: qilinctl [--config CONFIG | --url URL | --socket PATH] COMMAND ...</source>
        <translation>使い方: qilinctl [--config CONFIG | --url URL | --socket PATH] コマンド ...</translation>
    </message>
    <message>
        <source>Asks a running qilin-daemon, and tells it what to do.</source>
        <translation>動作中の qilin-daemon に問い合わせ、指示を出します。</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>コマンド:</translation>
    </message>
    <message>
        <source>A password comes from the configuration, from the variable QILIN_PASSWORD, or is asked for on the terminal. With NO_COLOR set there are no colours.</source>
        <translation>パスワードは設定ファイルか環境変数 QILIN_PASSWORD から取るか、端末で尋ねます。NO_COLOR を設定すると色を使いません。</translation>
    </message>
    <message>
        <source>Exit codes: 0 done, 1 refused or failed, 2 there is no daemon to ask, 64 wrong usage.</source>
        <translation>終了コード: 0 完了、1 拒否または失敗、2 問い合わせるデーモンがない、64 使い方の誤り。</translation>
    </message>
    <message>
        <source>--%1 must not be empty</source>
        <translation>--%1 を空にはできません</translation>
    </message>
    <message>
        <source>%1 takes no --%2</source>
        <translation>%1 に --%2 は使えません</translation>
    </message>
    <message>
        <source>--config, --url and --socket each name a daemon: give one of them</source>
        <translation>--config、--url、--socket はどれもデーモンを指定します。1つだけ指定してください</translation>
    </message>
    <message>
        <source>--worker must be the number of a worker, as status shows it</source>
        <translation>--worker には status に表示されるワーカーの番号を指定してください</translation>
    </message>
    <message>
        <source>--lines must be a whole number from 0 to %1</source>
        <translation>--lines は 0 から %1 までの整数でなければなりません</translation>
    </message>
    <message>
        <source>the name of an application is empty</source>
        <translation>アプリケーション名が空です</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no number of a worker, as status shows it</source>
        <translation>&apos;%1&apos; は status に表示されるワーカーの番号ではありません</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no number of workers</source>
        <translation>&apos;%1&apos; はワーカー数ではありません</translation>
    </message>
    <message>
        <source>something is missing: qilinctl %1</source>
        <translation>足りないものがあります: qilinctl %1</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is too much: qilinctl %2</source>
        <translation>&apos;%1&apos; は余分です: qilinctl %2</translation>
    </message>
    <message>
        <source>Try qilinctl %1 --help.</source>
        <translation>qilinctl %1 --help を試してください。</translation>
    </message>
    <message>
        <source>Try qilinctl --help.</source>
        <translation>qilinctl --help を試してください。</translation>
    </message>
    <message>
        <source>what is to be done? There are: %1</source>
        <translation>何をしますか？ 使えるコマンド: %1</translation>
    </message>
    <message>
        <source>unknown command &apos;%1&apos;</source>
        <translation>未知のコマンド &apos;%1&apos;</translation>
    </message>
    <message>
        <source>this needs a terminal to draw on; status without --watch and events do not</source>
        <translation>これには描画できる端末が必要です。--watch なしの status と events には不要です</translation>
    </message>
    <message>
        <source>there is no terminal to draw on</source>
        <translation>描画できる端末がありません</translation>
    </message>
    <message>
        <source>q quit</source>
        <translation>q 終了</translation>
    </message>
    <message>
        <source>lines that have no room here: %1</source>
        <translation>表示しきれない行: %1</translation>
    </message>
    <message>
        <source>the daemon that runs this configuration; default ./qilin-daemon.json</source>
        <translation>この設定を実行しているデーモン。既定は ./qilin-daemon.json</translation>
    </message>
    <message>
        <source>the daemon at this address, such as http://user@host:9999</source>
        <translation>このアドレスのデーモン（例: http://user@host:9999）</translation>
    </message>
    <message>
        <source>the daemon with this control socket</source>
        <translation>この制御ソケットのデーモン</translation>
    </message>
    <message>
        <source>print what the daemon answers, as JSON; one object a line where it goes on</source>
        <translation>デーモンの応答を JSON で出力します。続けて出力するものは1行に1オブジェクトです</translation>
    </message>
    <message>
        <source>go on, and show each change; q ends it</source>
        <translation>表示を続け、変化のたびに更新します。q で終わります</translation>
    </message>
    <message>
        <source>return when no worker with the old code is left, too</source>
        <translation>古いコードのワーカーがいなくなるまで待ちます</translation>
    </message>
    <message>
        <source>go on with each new line, also through restarts of the daemon</source>
        <translation>新しい行を表示し続けます。デーモンが再起動しても続けます</translation>
    </message>
    <message>
        <source>of this application only</source>
        <translation>このアプリケーションだけ</translation>
    </message>
    <message>
        <source>of this worker only</source>
        <translation>このワーカーだけ</translation>
    </message>
    <message>
        <source>so many of the last lines, 0 to 1000; default 100</source>
        <translation>最後の行数。0 から 1000、既定は 100</translation>
    </message>
    <message>
        <source>print the version</source>
        <translation>バージョンを表示します</translation>
    </message>
    <message>
        <source>print this help, or that of a command</source>
        <translation>このヘルプ、またはコマンドのヘルプを表示します</translation>
    </message>
    <message>
        <source>the output cannot be written: %1</source>
        <translation>出力を書き込めません: %1</translation>
    </message>
    <message>
        <source>the daemon has gone</source>
        <translation>デーモンは終了しました</translation>
    </message>
    <message>
        <source>new workers serve</source>
        <translation>新しいワーカーが応答しています</translation>
    </message>
    <message>
        <source>%1: new workers serve</source>
        <translation>%1: 新しいワーカーが応答しています</translation>
    </message>
    <message>
        <source>processor</source>
        <translation>プロセッサー</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>メモリー</translation>
    </message>
    <message>
        <source>uptime</source>
        <translation>稼働時間</translation>
    </message>
    <message>
        <source>restarts</source>
        <translation>再起動</translation>
    </message>
    <message>
        <source>application</source>
        <translation>アプリ</translation>
    </message>
    <message>
        <source>id</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>trying again: %1</source>
        <translation>再接続を試みています: %1</translation>
    </message>
    <message>
        <source>ask for a password and print its hash, for auth_password or a file; where stdin is no terminal its first line is the password</source>
        <translation>パスワードを尋ねてそのハッシュを表示する（auth_password またはファイル用）。標準入力が端末でなければ、その 1 行目をパスワードとする</translation>
    </message>
    <message>
        <source>Password: </source>
        <translation>パスワード: </translation>
    </message>
    <message>
        <source>there is no terminal to ask for the password</source>
        <translation>パスワードを尋ねる端末がありません</translation>
    </message>
    <message>
        <source>the two passwords are not the same</source>
        <translation>2 つのパスワードが一致しません</translation>
    </message>
    <message>
        <source>Once more: </source>
        <translation>もう一度: </translation>
    </message>
    <message>
        <source>the password is empty</source>
        <translation>パスワードが空です</translation>
    </message>
    <message>
        <source>the password may have %1 bytes at most, and no NUL</source>
        <translation>パスワードは %1 バイト以下で、NUL を含んではいけません</translation>
    </message>
    <message>
        <source>this system makes no such hash: %1</source>
        <translation>このシステムではこのハッシュを作れません: %1</translation>
    </message>
    <message>
        <source>--ca must name a file that can be read; %1 is none</source>
        <translation>--ca には読み取れるファイルを指定してください。%1 は読み取れません</translation>
    </message>
    <message>
        <source>certificates in PEM form that may vouch for a daemon at https://, instead of the system&apos;s</source>
        <translation>システムの認証局の代わりに https:// のデーモンを保証する証明書（PEM 形式）</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>%1 is valid</source>
        <translation>%1 は有効です</translation>
    </message>
    <message>
        <source>nothing changes</source>
        <translation>変わるものはありません</translation>
    </message>
    <message>
        <source>there is no display to open; DISPLAY or WAYLAND_DISPLAY must name one that runs and lets this user in</source>
        <translation>開けるディスプレイがありません。動作していてこのユーザーが使えるディスプレイを DISPLAY または WAYLAND_DISPLAY で指定してください</translation>
    </message>
</context>
<context>
    <name>qilin::Actions</name>
    <message>
        <source>&amp;Reload</source>
        <translation>再読み込み(&amp;R)</translation>
    </message>
    <message>
        <source>Restart &amp;worker</source>
        <translation>ワーカーを再起動(&amp;W)</translation>
    </message>
    <message>
        <source>S&amp;cale…</source>
        <translation>ワーカー数の変更(&amp;C)…</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>開始(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Quit daemon</source>
        <translation>デーモンを終了(&amp;Q)</translation>
    </message>
    <message>
        <source>the application</source>
        <translation>アプリケーション</translation>
    </message>
    <message>
        <source>Replace the workers of all applications without losing a request</source>
        <translation>リクエストを失わずに、すべてのアプリケーションのワーカーを入れ替えます</translation>
    </message>
    <message>
        <source>Replace the workers of %1 without losing a request</source>
        <translation>リクエストを失わずに、%1 のワーカーを入れ替えます</translation>
    </message>
    <message>
        <source>Replace worker %1 by a new one</source>
        <translation>ワーカー %1 を新しいものに入れ替えます</translation>
    </message>
    <message>
        <source>Replace the selected worker by a new one</source>
        <translation>選択したワーカーを新しいものに入れ替えます</translation>
    </message>
    <message>
        <source>Change how many workers %1 has</source>
        <translation>%1 のワーカー数を変更します</translation>
    </message>
    <message>
        <source>Stop all workers of %1</source>
        <translation>%1 のすべてのワーカーを停止します</translation>
    </message>
    <message>
        <source>Start the workers of %1</source>
        <translation>%1 のワーカーを開始します</translation>
    </message>
    <message>
        <source>Stop all workers, then the daemon</source>
        <translation>すべてのワーカーを停止し、デーモンを終了します</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what an action does, its shortcut</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>the daemon was detached meanwhile</source>
        <translation>その間にデーモンとの接続が解除されました</translation>
    </message>
    <message>
        <source>reload of all applications</source>
        <translation>すべてのアプリケーションの再読み込み</translation>
    </message>
    <message>
        <source>reload of %1</source>
        <translation>%1 の再読み込み</translation>
    </message>
    <message>
        <source>restart of worker %1</source>
        <translation>ワーカー %1 の再起動</translation>
    </message>
    <message>
        <source>scaling of %1 to %2</source>
        <translation>%1 のワーカー数の変更（%2）</translation>
    </message>
    <message>
        <source>stop of %1</source>
        <translation>%1 の停止</translation>
    </message>
    <message>
        <source>start of %1</source>
        <translation>%1 の開始</translation>
    </message>
    <message>
        <source>Quit daemon</source>
        <translation>デーモンを終了</translation>
    </message>
    <message>
        <source>Quit the daemon of %1? Its running workers will be stopped.</source>
        <translation>%1 のデーモンを終了しますか？ 実行中のワーカーは停止されます。</translation>
    </message>
    <message>
        <source>&amp;Stop workers and quit</source>
        <translation>ワーカーを停止して終了(&amp;S)</translation>
    </message>
    <message>
        <source>quitting of the daemon</source>
        <translation>デーモンの終了</translation>
    </message>
</context>
<context>
    <name>qilin::AppMenu</name>
    <message>
        <source>&amp;Reload</source>
        <translation>再読み込み(&amp;R)</translation>
    </message>
    <message>
        <source>S&amp;cale…</source>
        <translation>ワーカー数の変更(&amp;C)…</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>開始(&amp;S)</translation>
    </message>
    <message>
        <source>Show &amp;log</source>
        <translation>ログを表示(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>再起動(&amp;R)</translation>
    </message>
    <message>
        <source>Worker %1: %2</source>
        <translation>ワーカー %1: %2</translation>
    </message>
    <message>
        <source>Worker %1: %2, %3, %4</source>
        <translation>ワーカー %1: %2、%3、%4</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>ほか %1 件</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 を開く</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>qilin::Application</name>
    <message>
        <source>superseded by the configuration: %1 has %2 workers now</source>
        <translation>設定の変更が優先されました: %1 のワーカー数は現在 %2 です</translation>
    </message>
    <message>
        <source>%1 is being stopped</source>
        <translation>%1 は停止中です</translation>
    </message>
    <message>
        <source>%1 is stopped: start it first</source>
        <translation>%1 は停止しています: 先に開始してください</translation>
    </message>
    <message>
        <source>the number of workers must be 1 to %1</source>
        <translation>ワーカー数は 1 から %1 でなければなりません</translation>
    </message>
    <message>
        <source>%1 has no worker %2</source>
        <translation>%1 にワーカー %2 はありません</translation>
    </message>
    <message>
        <source>worker %1 is on its way out already</source>
        <translation>ワーカー %1 はすでに終了しかけています</translation>
    </message>
    <message>
        <source>worker %1 has gone meanwhile, nothing was restarted</source>
        <translation>その間にワーカー %1 がなくなったため、何も再起動されませんでした</translation>
    </message>
    <message>
        <source>%1 stays down until it is asked for again</source>
        <translation>%1 は、再び求められるまで停止したままです</translation>
    </message>
</context>
<context>
    <name>qilin::AttachDialog</name>
    <message>
        <source>Attach a daemon</source>
        <translation>デーモンに接続</translation>
    </message>
    <message>
        <source>Address of the daemon&apos;s control port</source>
        <translation>デーモンの制御ポートのアドレス</translation>
    </message>
    <message>
        <source>The daemon_port of a daemon that runs elsewhere. A password is asked for when it is needed, and kept in memory only.</source>
        <translation>別の場所で動くデーモンの daemon_port です。パスワードは必要になったときに尋ね、メモリーにのみ保持します。</translation>
    </message>
    <message>
        <source>&amp;Attach</source>
        <translation>接続(&amp;A)</translation>
    </message>
    <message>
        <source>A&amp;ddress:</source>
        <translation>アドレス(&amp;D):</translation>
    </message>
</context>
<context>
    <name>qilin::Complaints</name>
    <message>
        <source> and %1 more</source>
        <translation> ほか %1 件</translation>
    </message>
    <message>
        <source>cannot open inotify (limit: fs.inotify.max_user_instances): %1%2 polled for changes instead</source>
        <translation>inotify を開けません (上限: fs.inotify.max_user_instances): %1%2 は定期的な確認に切り替えます</translation>
    </message>
    <message>
        <source>the limit of inotify watches (fs.inotify.max_user_watches) is reached: %1%2 polled for changes instead, natively watched again once there is room</source>
        <translation>inotify 監視の上限 (fs.inotify.max_user_watches) に達しました: %1%2 は定期的な確認に切り替え、空きができれば元に戻します</translation>
    </message>
    <message>
        <source>inotify does not see what others change on this file system: %1%2 polled for changes instead</source>
        <translation>このファイルシステムでは他者の変更が inotify に届きません: %1%2 は定期的な確認に切り替えます</translation>
    </message>
    <message>
        <source>no permission to read %1%2: changes in there are not seen; it is tried again and again</source>
        <translation>%1%2 を読む権限がありません: その中の変更は検出できません。繰り返し試みます</translation>
    </message>
    <message>
        <source>inotify refuses to watch %1%2 (no permission, or fs.inotify.max_user_watches is reached): polled for changes instead</source>
        <translation>inotify が %1%2 の監視を拒みました (権限がないか fs.inotify.max_user_watches に達しています): 定期的な確認に切り替えます</translation>
    </message>
    <message>
        <source>the paths below %1%2 are too long for the system: changes in there are not seen</source>
        <translation>%1%2 以下のパスはシステムには長すぎます: その中の変更は検出できません</translation>
    </message>
    <message>
        <source>%1%2 does not exist; it is watched for</source>
        <translation>%1%2 は存在しません。現れるのを待って監視します</translation>
    </message>
</context>
<context>
    <name>qilin::EmptyPage</name>
    <message>
        <source>&amp;Attach…</source>
        <translation>接続(&amp;A)…</translation>
    </message>
    <message>
        <source>Sign &amp;in…</source>
        <translation>サインイン(&amp;I)…</translation>
    </message>
    <message>
        <source>No daemon is attached</source>
        <translation>接続中のデーモンはありません</translation>
    </message>
    <message>
        <source>Start one in the directory of your application, or attach one that runs elsewhere.</source>
        <translation>アプリケーションのディレクトリーで起動するか、別の場所で動くデーモンに接続してください。</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>%1 に接続しています…</translation>
    </message>
    <message>
        <source>%1 asks for a password</source>
        <translation>%1 がパスワードを求めています</translation>
    </message>
    <message>
        <source>%1 does not answer</source>
        <translation>%1 が応答しません</translation>
    </message>
    <message>
        <source>This window tries again by itself. To start a daemon:</source>
        <translation>このウィンドウは自動的に再試行します。デーモンを起動するには:</translation>
    </message>
</context>
<context>
    <name>qilin::EventList</name>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>まだ何も起きていません。</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>イベント</translation>
    </message>
    <message>
        <source>Details of the event</source>
        <translation>イベントの詳細</translation>
    </message>
    <message>
        <source>Details of the selected event</source>
        <translation>選択したイベントの詳細</translation>
    </message>
</context>
<context>
    <name>qilin::EventModel</name>
    <message>
        <source>files changed</source>
        <translation>ファイルの変更</translation>
    </message>
    <message>
        <source>configuration changed</source>
        <translation>設定の変更</translation>
    </message>
    <message>
        <source>asked for by a signal</source>
        <translation>シグナルによる要求</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>要求</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>%1 の変更</translation>
    </message>
    <message>
        <source>Reloaded in %1 (%2)</source>
        <translation>%1 で再読み込みしました（%2）</translation>
    </message>
    <message>
        <source>Cause: %1</source>
        <translation>原因: %1</translation>
    </message>
    <message>
        <source>Duration: %1</source>
        <translation>所要時間: %1</translation>
    </message>
    <message>
        <source>Changed files:</source>
        <translation>変更されたファイル:</translation>
    </message>
    <message>
        <source>Worker %1 %2</source>
        <translation>ワーカー %1: %2</translation>
    </message>
    <message>
        <source>Exit code: %1</source>
        <translation>終了コード: %1</translation>
    </message>
    <message>
        <source>Signal: %1</source>
        <translation>シグナル: %1</translation>
    </message>
    <message>
        <source>Next try after: %1</source>
        <translation>次の試行まで: %1</translation>
    </message>
    <message>
        <source>Started again at once</source>
        <translation>すぐに再起動</translation>
    </message>
    <message>
        <source>It printed nothing.</source>
        <translation>何も出力していません。</translation>
    </message>
    <message>
        <source>Last output:</source>
        <translation>最後の出力:</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>接続が切れました</translation>
    </message>
    <message>
        <source>Connected again</source>
        <translation>再び接続しました</translation>
    </message>
    <message>
        <source>%1: done</source>
        <translation>%1: 完了</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 に失敗しました: %2</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <comment>app, daemon</comment>
        <translation>%2 の %1</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>イベント</translation>
    </message>
    <message>
        <source>Reload failed: %1</source>
        <translation>再読み込みに失敗しました: %1</translation>
    </message>
    <message>
        <source>Not started again</source>
        <translation>再起動しません</translation>
    </message>
    <message>
        <source>scheduled</source>
        <translation>予定時刻</translation>
    </message>
    <message>
        <source>What serves now keeps serving.</source>
        <translation>いま動いているワーカーはそのまま動き続けます。</translation>
    </message>
</context>
<context>
    <name>qilin::HistoryGraph</name>
    <message>
        <source>Processor</source>
        <translation>プロセッサー</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリー</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>a value at a time of day</comment>
        <translation>%2 に %1</translation>
    </message>
    <message>
        <source>%1 now, at most %2</source>
        <translation>現在 %1、最大 %2</translation>
    </message>
    <message>
        <source>percent of one processor</source>
        <translation>1 プロセッサーに対する割合</translation>
    </message>
    <message>
        <source>resident</source>
        <translation>常駐</translation>
    </message>
</context>
<context>
    <name>qilin::LogRenderer</name>
    <message>
        <source> … %1 more characters</source>
        <translation> … ほか %1 文字</translation>
    </message>
</context>
<context>
    <name>qilin::LogText</name>
    <message>
        <source>… %1 lines left out, they came too fast to be shown …</source>
        <translation>… 速すぎて表示できないため %1 行を省略 …</translation>
    </message>
</context>
<context>
    <name>qilin::LogView</name>
    <message>
        <source>All workers</source>
        <translation>すべてのワーカー</translation>
    </message>
    <message>
        <source>Worker %1</source>
        <translation>ワーカー %1</translation>
    </message>
    <message>
        <source>Worker %1 (gone)</source>
        <translation>ワーカー %1（終了済み）</translation>
    </message>
    <message>
        <source>Previous match (%1)</source>
        <translation>前の一致（%1）</translation>
    </message>
    <message>
        <source>Next match (%1)</source>
        <translation>次の一致（%1）</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Show when each line was printed</source>
        <translation>各行の出力時刻を表示します</translation>
    </message>
    <message>
        <source>Wrap</source>
        <translation>折り返し</translation>
    </message>
    <message>
        <source>Break long lines</source>
        <translation>長い行を折り返します</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copy the selected text, or all of it</source>
        <translation>選択した文字列、またはすべてをコピーします</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>追従</translation>
    </message>
    <message>
        <source>Keep the newest line in sight (%1)</source>
        <translation>最新の行を表示し続けます（%1）</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <source>Waiting for the log…</source>
        <translation>ログを待っています…</translation>
    </message>
    <message>
        <source>The log from before cannot be shown: %1</source>
        <translation>以前のログを表示できません: %1</translation>
    </message>
    <message>
        <source>Workers whose lines are shown</source>
        <translation>行を表示するワーカー</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Search in the log</source>
        <translation>ログ内を検索</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 件</translation>
    </message>
    <message>
        <source>Follow (%1 new)</source>
        <translation>追従（新着 %1 行）</translation>
    </message>
    <message>
        <source>Nothing has been printed yet.</source>
        <translation>まだ何も出力されていません。</translation>
    </message>
</context>
<context>
    <name>qilin::MarkLog</name>
    <message>
        <source>Worker %1 %2</source>
        <comment>2: why it died, as &quot;exited with code 1&quot;</comment>
        <translation>ワーカー %1: %2</translation>
    </message>
    <message>
        <source>Reload of %1, took %2</source>
        <translation>%1 の再読み込み（%2）</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names of files</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Reload of %1 failed: %2</source>
        <translation>%1 の再読み込みに失敗しました: %2</translation>
    </message>
</context>
<context>
    <name>qilin::Master</name>
    <message>
        <source>there is no application %1</source>
        <translation>アプリケーション %1 はありません</translation>
    </message>
    <message>
        <source>there is no worker %1</source>
        <translation>ワーカー %1 はありません</translation>
    </message>
    <message>
        <source>%1 waits until %2 is up, and starts then</source>
        <translation>%1 は %2 が稼働するまで待ち、その後で起動します</translation>
    </message>
    <message>
        <source>%1 waits until %2 is gone, and stops then</source>
        <translation>%1 は %2 がなくなるまで待ち、その後で停止します</translation>
    </message>
</context>
<context>
    <name>qilin::NoticeBar</name>
    <message>
        <source>Close this notice</source>
        <translation>この通知を閉じる</translation>
    </message>
</context>
<context>
    <name>qilin::PasswordDialog</name>
    <message>
        <source>Sign in</source>
        <translation>サインイン</translation>
    </message>
    <message>
        <source>User</source>
        <translation>ユーザー</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>サインイン(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;User:</source>
        <translation>ユーザー(&amp;U):</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>パスワード(&amp;P):</translation>
    </message>
</context>
<context>
    <name>qilin::PasswordPrompts</name>
    <message>
        <source>%1 did not accept this user and password.</source>
        <translation>%1 はこのユーザーとパスワードを受け付けませんでした。</translation>
    </message>
    <message>
        <source>%1 asks for user and password.</source>
        <translation>%1 がユーザーとパスワードを求めています。</translation>
    </message>
</context>
<context>
    <name>qilin::Place</name>
    <message>
        <source>the worker is being stopped</source>
        <translation>ワーカーは停止中です</translation>
    </message>
</context>
<context>
    <name>qilin::QuitFlow</name>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Quitting stops the workers that run now (%1).</source>
        <translation>終了すると、実行中のワーカー（%1）が停止します。</translation>
    </message>
    <message>
        <source>&amp;Stop workers and quit</source>
        <translation>ワーカーを停止して終了(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Leave the daemon running</source>
        <translation>デーモンを動かしたままにする(&amp;L)</translation>
    </message>
    <message>
        <source>quitting of the daemon</source>
        <translation>デーモンの終了</translation>
    </message>
</context>
<context>
    <name>qilin::ScaleDialog</name>
    <message>
        <source>Scale %1</source>
        <translation>%1 のワーカー数の変更</translation>
    </message>
    <message>
        <source>Number of workers</source>
        <translation>ワーカー数</translation>
    </message>
    <message>
        <source>Holds until the number of workers changes in the configuration file.</source>
        <translation>設定ファイルのワーカー数が変わるまで有効です。</translation>
    </message>
    <message>
        <source>&amp;Scale</source>
        <translation>変更(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Workers of %1:</source>
        <translation>%1 のワーカー数(&amp;W):</translation>
    </message>
</context>
<context>
    <name>qilin::StatusWindow</name>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Show &amp;log</source>
        <translation>ログを表示(&amp;L)</translation>
    </message>
    <message>
        <source>Sign &amp;in…</source>
        <translation>サインイン(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Detach</source>
        <translation>接続解除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Usage</source>
        <translation>使用量(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>ログ(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>イベント(&amp;E)</translation>
    </message>
    <message>
        <source>Details of the selection</source>
        <translation>選択項目の詳細</translation>
    </message>
    <message>
        <source>%1 does not answer: %2. Trying again; the numbers are its last ones.</source>
        <translation>%1 が応答しません: %2。再試行しています。数値は最後に得たものです。</translation>
    </message>
    <message>
        <source>%1 asks for user and password (File, Sign in).</source>
        <translation>%1 がユーザーとパスワードを求めています（ファイル、サインイン）。</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>完了: %1</translation>
    </message>
    <message>
        <source>Failed: %1: %2</source>
        <translation>失敗: %1: %2</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Attach…</source>
        <translation>接続(&amp;A)…</translation>
    </message>
    <message>
        <source>Show a daemon that runs elsewhere too</source>
        <translation>別の場所で動くデーモンも表示します</translation>
    </message>
    <message>
        <source>Show the selected daemon no longer; it runs on</source>
        <translation>選択したデーモンの表示をやめます。デーモンは動き続けます</translation>
    </message>
    <message>
        <source>&amp;Close window</source>
        <translation>ウィンドウを閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Action</source>
        <translation>操作(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Find in the log</source>
        <translation>ログ内を検索(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;About qilin-daemon</source>
        <translation>qilin-daemon について(&amp;A)</translation>
    </message>
    <message>
        <source>About qilin-daemon</source>
        <translation>qilin-daemon について</translation>
    </message>
    <message>
        <source>Replaces running code without losing a request.

The sources are under the MIT licence. A binary that is linked with Qt&apos;s QHttpServer, as the daemon is, is distributed under the GNU General Public License, version 3.

Qt %1</source>
        <translation>リクエストを失わずに、実行中のコードを入れ替えます。

ソースは MIT ライセンスです。デーモンのように Qt の QHttpServer とリンクしたバイナリーは、GNU General Public License バージョン 3 のもとで配布されます。

Qt %1</translation>
    </message>
</context>
<context>
    <name>qilin::TotalsBar</name>
    <message>
        <source>Processor time of daemons and workers, percent of one processor</source>
        <translation>デーモンとワーカーのプロセッサー使用率（1 プロセッサーに対する割合）</translation>
    </message>
    <message>
        <source>Memory of daemons and workers</source>
        <translation>デーモンとワーカーのメモリー</translation>
    </message>
    <message>
        <source>Apps %1, workers %2</source>
        <translation>アプリ %1、ワーカー %2</translation>
    </message>
    <message>
        <source>CPU %1</source>
        <translation>CPU %1</translation>
    </message>
    <message>
        <source>Memory %1</source>
        <translation>メモリー %1</translation>
    </message>
    <message>
        <source>No daemon</source>
        <translation>デーモンなし</translation>
    </message>
    <message>
        <source>%1 of %2 connected</source>
        <translation>%2 個中 %1 個に接続</translation>
    </message>
</context>
<context>
    <name>qilin::Tray</name>
    <message>
        <source>This desktop has no system tray, so this window is shown instead. Closing it ends this program; the daemon keeps running.</source>
        <translation>このデスクトップにはシステムトレイがないため、代わりにこのウィンドウを表示しています。閉じるとこのプログラムは終了しますが、デーモンは動き続けます。</translation>
    </message>
    <message>
        <source>On GNOME, the extension AppIndicator adds a tray.</source>
        <translation>GNOME では、拡張機能 AppIndicator でトレイを追加できます。</translation>
    </message>
</context>
<context>
    <name>qilin::TrayMenu</name>
    <message>
        <source>Reload &amp;all</source>
        <translation>すべて再読み込み(&amp;A)</translation>
    </message>
    <message>
        <source>Show &amp;window</source>
        <translation>ウィンドウを表示(&amp;W)</translation>
    </message>
    <message>
        <source>Start at &amp;login</source>
        <translation>ログイン時に起動(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Notify when a reload is done</source>
        <translation>再読み込みの完了を通知(&amp;N)</translation>
    </message>
    <message>
        <source>Leave the &amp;daemon running</source>
        <translation>デーモンを動かしたまま閉じる(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>qilin::UsagePanel</name>
    <message>
        <source>1 min</source>
        <translation>1 分</translation>
    </message>
    <message>
        <source>10 min</source>
        <translation>10 分</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 時間</translation>
    </message>
    <message>
        <source>Show the last %1 (%2)</source>
        <comment>1: a time, 2: a key</comment>
        <translation>直近 %1 を表示（%2）</translation>
    </message>
    <message>
        <source>Last %1</source>
        <comment>a time</comment>
        <translation>直近 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a state and why it is so</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Worker %1 of %2</source>
        <translation>%2 のワーカー %1</translation>
    </message>
    <message>
        <source>%1, all applications</source>
        <comment>a daemon</comment>
        <translation>%1、すべてのアプリケーション</translation>
    </message>
</context>
<context>
    <name>qilin::WorkerTree</name>
    <message>
        <source>Applications and workers</source>
        <translation>アプリケーションとワーカー</translation>
    </message>
</context>
</TS>
