<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
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
        <source>unknown option %1</source>
        <translation>不明なオプション %1</translation>
    </message>
    <message>
        <source>unknown option %1: did you mean %2?</source>
        <translation>不明なオプション %1: %2 のことですか?</translation>
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
</context>
<context>
    <name>Complaints</name>
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
        <source>an integer from %1 to %2 or "auto"</source>
        <translation>%1 から %2 までの整数、または "auto"</translation>
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
        <source>an array of strings such as ["a", "b"]</source>
        <translation>["a", "b"] のような文字列の配列</translation>
    </message>
    <message>
        <source>an object of strings such as {"NODE_ENV": "production"}</source>
        <translation>{"NODE_ENV": "production"} のような文字列のオブジェクト</translation>
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
        <source>"%1" is not supported by this version yet; it must be %2</source>
        <translation>"%1" はこの版ではまだ使えません。%2 を指定してください</translation>
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
        <source>password of Basic authentication; it needs auth_username</source>
        <translation>Basic 認証のパスワード。auth_username も必要</translation>
    </message>
    <message>
        <source>instead of auth_password: a file whose first line is the password</source>
        <translation>auth_password の代わり: 先頭行がパスワードのファイル</translation>
    </message>
    <message>
        <source>further names accepted in a request's Host header</source>
        <translation>リクエストの Host ヘッダーで追加で受け入れる名前</translation>
    </message>
    <message>
        <source>DIR/HASH.sock: DIR is $XDG_RUNTIME_DIR/qilin-daemon, else /run/qilin-daemon for root, else /tmp/qilin-daemon-UID; HASH comes from CONFIG's real path</source>
        <translation>DIR/HASH.sock: DIR は $XDG_RUNTIME_DIR/qilin-daemon、なければ root では /run/qilin-daemon、その他は /tmp/qilin-daemon-UID。HASH は CONFIG の実パスから求める</translation>
    </message>
    <message>
        <source>Unix socket, mode 0600, with the same API as the port and no password: the file's owner is the proof. "" turns it off</source>
        <translation>ポートと同じ API を持つ Unix ソケット (モード 0600)。パスワードは不要で、ファイルの所有者であることが証明になる。"" で無効</translation>
    </message>
    <message>
        <source>written on start, removed on exit; a live daemon's pidfile is never overwritten</source>
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
        <source>program that runs exec: .js .cjs .mjs .ts .cts .mts node, .py python3, .rb ruby, .php php, .sh sh, else the one its #! line names; "none" runs exec itself</source>
        <translation>exec を実行するプログラム: .js .cjs .mjs .ts .cts .mts は node、.py は python3、.rb は ruby、.php は php、.sh は sh、その他は #! 行のもの。"none" は exec 自体を実行する</translation>
    </message>
    <message>
        <source>arguments of the interpreter, e.g. ["--max-old-space-size=256"]</source>
        <translation>インタープリターの引数。例: ["--max-old-space-size=256"]</translation>
    </message>
    <message>
        <source>CONFIG's directory</source>
        <translation>CONFIG のディレクトリー</translation>
    </message>
    <message>
        <source>working directory; resolved anew at every start of a worker, so a switched link takes effect</source>
        <translation>作業ディレクトリー。ワーカーの起動ごとに解決し直すので、リンクの切り替えが効く</translation>
    </message>
    <message>
        <source>added to the daemon's environment; null removes a variable</source>
        <translation>デーモンの環境変数に加える。null は変数を取り除く</translation>
    </message>
    <message>
        <source>number of worker processes; "auto": the number of processors this process may use</source>
        <translation>ワーカープロセスの数。"auto" はこのプロセスが使えるプロセッサーの数</translation>
    </message>
    <message>
        <source>drop what the application prints</source>
        <translation>アプリケーションの出力を捨てる</translation>
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
        <source>when a worker counts as up: once it listens, or once it has lived for min_uptime; "auto" is "listening" for a program that asks the daemon for a socket, else "uptime"</source>
        <translation>ワーカーを稼働中とみなす時点: 待ち受けを始めたとき、または min_uptime の間生きたとき。"auto" はデーモンにソケットを求めるプログラムでは "listening"、その他は "uptime"</translation>
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
        <source>the file is empty; at the least it must be an object such as {"exec": "app.js"}</source>
        <translation>ファイルが空です。少なくとも {"exec": "app.js"} のようなオブジェクトが必要です</translation>
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
        <source>strings stand in double quotes (")</source>
        <translation>文字列は二重引用符 (") で囲みます</translation>
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
        <source>the key "%1" stands at %2:%3 already; keep one</source>
        <translation>キー "%1" はすでに %2:%3 にあります。一つだけ残してください</translation>
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
        <source>JSON has no comments; remove it, or put the text into a key that begins with "_" or "//"</source>
        <translation>JSON にコメントはありません。取り除くか、"_" または "//" で始まるキーに書いてください</translation>
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
        <source>after a backslash one of " \ / b f n r t u must follow; a backslash itself is written \\</source>
        <translation>バックスラッシュの後には " \ / b f n r t u のいずれかが必要です。バックスラッシュ自体は \\ と書きます</translation>
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
        <source>is not supported by this version yet; remove it</source>
        <translation>この版ではまだ使えません。取り除いてください</translation>
    </message>
    <message>
        <source>stands beside "apps"; move it into an entry of "apps"</source>
        <translation>"apps" と並んでいます。"apps" の要素の中へ移してください</translation>
    </message>
    <message>
        <source>is a key of the daemon; move it beside "apps"</source>
        <translation>デーモンのキーです。"apps" と並ぶ位置へ移してください</translation>
    </message>
    <message>
        <source>is missing; it must name the program to run</source>
        <translation>ありません。実行するプログラムを指定してください</translation>
    </message>
    <message>
        <source>must be an array of at least one application such as [{"exec": "app.js"}]</source>
        <translation>[{"exec": "app.js"}] のように、一つ以上のアプリケーションの配列でなければなりません</translation>
    </message>
    <message>
        <source>an object such as {"exec": "app.js"}</source>
        <translation>{"exec": "app.js"} のようなオブジェクト</translation>
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
        <source>%1 is not executable; allow it with chmod +x, or set "interpreter" to what shall run it</source>
        <translation>%1 は実行可能ではありません。chmod +x で許可するか、"interpreter" に実行するプログラムを指定してください</translation>
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
        <source>%1 is text without a #! line; begin it with one such as #!/usr/bin/env node, or set "interpreter"</source>
        <translation>%1 は #! 行のないテキストです。#!/usr/bin/env node のような行で始めるか、"interpreter" を指定してください</translation>
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
        <source>the #! line of %1 asks for %2, which is not there or not executable; install it, or set "interpreter" to another</source>
        <translation>%1 の #! 行が求める %2 がないか、実行できません。インストールするか、"interpreter" に別のものを指定してください</translation>
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
        <source>"%1" is not in PATH; name the program alone, its arguments belong into "interpreter_args"</source>
        <translation>"%1" は PATH にありません。プログラム名だけを書き、引数は "interpreter_args" に書いてください</translation>
    </message>
    <message>
        <source>"%1" is not in PATH; install it, or give its path</source>
        <translation>"%1" は PATH にありません。インストールするか、パスで指定してください</translation>
    </message>
    <message>
        <source>%1 is run by %2, which is not in PATH; install it, or set "interpreter" to its path</source>
        <translation>%1 は %2 で実行しますが、PATH にありません。インストールするか、"interpreter" にそのパスを指定してください</translation>
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
        <source>%1, or "auto"</source>
        <translation>%1、または "auto"</translation>
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
        <source>The configuration is strict JSON in UTF-8: one application at top level, or "apps": [ ... ], an array of applications, beside the daemon's own keys. Relative paths begin at the directory of the file. Keys that begin with "_" or "//" are comments.</source>
        <translation>設定は UTF-8 の厳密な JSON です。最上位に一つのアプリケーションを書くか、デーモン自身のキーと並べて "apps": [ ... ] にアプリケーションの配列を書きます。相対パスはこのファイルのディレクトリーを起点とします。"_" または "//" で始まるキーはコメントです。</translation>
    </message>
    <message>
        <source>needs "auth_password" or "auth_password_file" beside it</source>
        <translation>"auth_password" か "auth_password_file" も必要です</translation>
    </message>
    <message>
        <source>needs "auth_username" beside it</source>
        <translation>"auth_username" も必要です</translation>
    </message>
    <message>
        <source>stands beside "auth_password"; give one of the two</source>
        <translation>"auth_password" と並んでいます。どちらか一つにしてください</translation>
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
        <source>%1 can be reached from other machines, so it needs "auth_username" and "auth_password"; or use 127.0.0.1</source>
        <translation>%1 は他のマシンから届くため、"auth_username" と "auth_password" が必要です。または 127.0.0.1 を使ってください</translation>
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
        <source>"%1" at %2:%3 is the name of the application at %4:%5 too; give each a "name" of its own</source>
        <translation>%2:%3 の "%1" は %4:%5 のアプリケーションの名前でもあります。それぞれに固有の "name" を付けてください</translation>
    </message>
    <message>
        <source>no interpreter runs this program; put them into "args", or set "interpreter"</source>
        <translation>このプログラムはインタープリターでは実行されません。"args" に書くか、"interpreter" を指定してください</translation>
    </message>
    <message>
        <source>%1 does not exist yet; it is watched for</source>
        <translation>%1 はまだ存在しません。現れるのを待って監視します</translation>
    </message>
    <message>
        <source>: did you mean "%1"?</source>
        <translation>。"%1" のことですか?</translation>
    </message>
    <message>
        <source>there are more faults than these</source>
        <translation>誤りはこのほかにもあります</translation>
    </message>
    <message>
        <source>must be one whole host name such as deploy.example.com, without scheme and wildcard</source>
        <translation>deploy.example.com のような一つの完全なホスト名でなければなりません (スキームやワイルドカードなし)</translation>
    </message>
    <message>
        <source>with "ready": "uptime" min_uptime (%1) must be less than ready_timeout (%2), else no worker is up in time</source>
        <translation>"ready": "uptime" では min_uptime (%1) は ready_timeout (%2) より小さくなければなりません。そうでないとどのワーカーも間に合いません</translation>
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
    <name>Text</name>
    <message>
        <source>%1 takes %2</source>
        <translation>%1 で使えるのは %2 です</translation>
    </message>
    <message>
        <source>unknown app '%1'; known: %2</source>
        <translation>不明なアプリケーション '%1'。あるのは: %2</translation>
    </message>
    <message>
        <source>not every application is up</source>
        <translation>稼働していないアプリケーションがあります</translation>
    </message>
    <message>
        <source>daemon_host "%1" is no IP address</source>
        <translation>daemon_host "%1" は IP アドレスではありません</translation>
    </message>
    <message>
        <source>the daemon is shutting down</source>
        <translation>デーモンは終了処理中です</translation>
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
        <source>unknown parameter '%1'; %2</source>
        <translation>不明なパラメーター '%1'。%2</translation>
    </message>
    <message>
        <source>parameter '%1' is there twice</source>
        <translation>パラメーター '%1' が二度あります</translation>
    </message>
    <message>
        <source>parameter '%1' is empty</source>
        <translation>パラメーター '%1' が空です</translation>
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
        <source>%1, where the control socket belongs, is another user's; remove it or set control_socket</source>
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
        <source>the control socket's path %1 is longer than 107 bytes; set control_socket to a shorter one</source>
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
</context>
<context>
    <name>main</name>
    <message>
        <source>%1 is valid</source>
        <translation>%1 は有効です</translation>
    </message>
</context>
</TS>
