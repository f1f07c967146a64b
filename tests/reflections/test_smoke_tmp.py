from tests.people import Person, text_in, writing
def test_all(alice: Person, bob):
    c=alice.client
    for a in ["/account/","/account/recovery-code/","/account/passphrase/","/account/name/","/account/delete/","/journal/","/journal/new/","/journal/over-time/","/journal/deleted/","/journal/export/","/journal/import/","/journal/forgot/"]:
        r=c.get(a); assert r.status_code==200,(a,r.status_code)
    assert c.get("/journal/unlock/").status_code==302
    assert len(alice.code())==34
    addr=alice.write("Hello <b>dear</b>\n\nworld", title="T", closeness="2", feelings=["numb","my own, odd"])
    page=alice.reads(addr); assert "a little far" in page and "odd" in page and "&lt;b&gt;" in page
    assert c.get(addr+"edit/").status_code==200
    for x in ["former/","delete/"]:
        assert c.get(addr+x).status_code==200
    assert c.get(addr+"beside/").status_code==302
    r=c.post("/journal/search/",{"q":"WORLD"}); assert "T</span>" in r.content.decode()
    c.post("/journal/over-time/",{"show":"on"}); assert "marks__one" in alice.reads("/journal/over-time/")
    r=c.post("/journal/export/",{"passphrase":alice.passphrase}); assert r["Content-Type"]=="application/zip"
    import io
    f=io.BytesIO(r.content); f.name="x.zip"
    r2=bob.client.post("/journal/import/",{"file":f}); assert r2.status_code==422
    f.seek(0); r2=bob.client.post("/journal/import/",{"file":f,"from_another_name":"on"}); assert "1 page was" in r2.content.decode()
    assert bob.client.get(addr).status_code==404
    c.post(addr+"delete/",{"how":"later"})
    assert "T</span>" in alice.reads("/journal/deleted/")
    c.post(addr+"restore/")
    alice.lock()
    r=c.get(addr); assert r.status_code==302 and "unlock" in r["Location"]
    r=c.post("/journal/new/",writing(text="not lost")); assert r.status_code==403 and text_in(r)=="not lost"
    r=alice.unlock(); assert r.status_code==302
    r=c.post("/account/passphrase/",{"current":alice.passphrase,"passphrase":"a completely new one"}); assert r.status_code==302
    assert c.get(addr).status_code==200
    code=alice.code()
    r=c.post("/account/delete/",{"passphrase":"a completely new one"}); assert r.status_code==200 and b"Everything is deleted" in r.content
