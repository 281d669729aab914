String log = new File(basedir, 'build.log').text
['RequestId.kt', 'Serial.kt'].each { file ->
    assert log =~ /\[ERROR\].*${file}.*(mismatch|[Nn]ull)/ : "Kotlin took what may be null for what may not in ${file}"
}
return true
