window.taiEntries = {"term-oas": "<p><strong>米州機構</strong>（Organization of American States）。1948年に創設された、米州の国々の機構。</p>"};
