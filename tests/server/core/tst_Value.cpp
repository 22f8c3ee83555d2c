// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/core/Value.h"

#include <QTest>

#include <algorithm>
#include <thread>

using namespace campaign;

/// Values and the shapes that objects share.
class tst_Value : public QObject
{
    Q_OBJECT

private slots:
    void sameNamesShareOneShape();
    void otherOrderIsAnotherShape();
    void idsAsNamesAreNotShared();
    void manyMembersAreNotShared();
    void namesThatBeginAlikeAreTold();
    void membersAreReplacedErasedAndSorted();
    void copiesAreIndependent();
    void valueMayBecomeAPartOfItself();
    void membersAreHandedOut();
    void threadsFindTheSameShape();
    void tooManyShapesAreNotShared(); // uses up what can be shared: stays last
};

namespace {

QByteArray text(const Value& value)
{
    return QByteArray::fromStdString(toJson(value));
}

Value::Object numbered(std::size_t count, const std::string& prefix)
{
    Value::Object object;
    for (std::size_t i = 0; i < count; ++i)
        object.append(prefix + std::to_string(i), static_cast<std::int64_t>(i));
    return object;
}

} // namespace

void tst_Value::sameNamesShareOneShape()
{
    const Value::Object listed{{"name", "Vale"}, {"level", 3}};
    Value::Object appended;
    appended.append("name", 1);
    appended.set("level", 2);
    const Value parsed = *parseJson(R"({"name":null,"level":{}})");
    QVERIFY(listed.shapeAddress() == appended.shapeAddress());
    QVERIFY(listed.shapeAddress() == parsed.asObject().shapeAddress());
    QVERIFY(listed.shape().isShared());
    QCOMPARE(listed.shape().find("level"), std::uint32_t{1});
    QCOMPARE(listed.shape().find("nothing"), ObjectShape::nowhere);
    QCOMPARE(text(listed), QByteArray(R"({"name":"Vale","level":3})"));
}

void tst_Value::otherOrderIsAnotherShape()
{
    const Value::Object one{{"name", 1}, {"level", 2}};
    const Value::Object other{{"level", 2}, {"name", 1}};
    QVERIFY(one.shapeAddress() != other.shapeAddress());
    QVERIFY(Value(one) == Value(other));
}

void tst_Value::idsAsNamesAreNotShared()
{
    const std::string id = "1f0c2a54-8a5e-4f0e-9d4b-0f3f6c1f7a10";
    Value::Object object{{"name", 1}};
    object.append(id, 2);
    object.append("level", 3);
    QVERIFY(!object.shape().isShared());
    Value::Object copy = object;
    QVERIFY(copy.shapeAddress() != object.shapeAddress());
    copy.append("more", 4);
    QCOMPARE(object.size(), std::size_t{3});
    QVERIFY(!object.find("more"));
    QCOMPARE(copy.find(id)->asInteger(), 2);
    QCOMPARE(copy.find("more")->asInteger(), 4);
    QVERIFY(copy.erase(id));
    QVERIFY(copy.shape().isShared());
}

void tst_Value::manyMembersAreNotShared()
{
    const Value::Object few = numbered(64, "m");
    const Value::Object many = numbered(3'000, "m");
    QVERIFY(few.shape().isShared());
    QVERIFY(!many.shape().isShared());
    QCOMPARE(many.size(), std::size_t{3'000});
    for (std::int64_t i = 0; i < 3'000; i += 7)
        QCOMPARE(many.find("m" + std::to_string(i))->asInteger(), i);
    QVERIFY(!many.find("m3000"));
}

void tst_Value::namesThatBeginAlikeAreTold()
{
    const std::string nul("settle\0d", 8), longer(300, 'x'), other = std::string(299, 'x') + 'y';
    Value::Object object{{"settlement1", 1}, {"settlement2", 2}, {"settle", 3}, {"", 4}};
    object.append(nul, 5);
    object.append(longer, 6);
    object.append(other, 7);
    QCOMPARE(object.find("settlement1")->asInteger(), 1);
    QCOMPARE(object.find("settlement2")->asInteger(), 2);
    QCOMPARE(object.find("settle")->asInteger(), 3);
    QCOMPARE(object.find("")->asInteger(), 4);
    QCOMPARE(object.find(nul)->asInteger(), 5);
    QCOMPARE(object.find(longer)->asInteger(), 6);
    QCOMPARE(object.find(other)->asInteger(), 7);
    QVERIFY(!object.find("settlement3"));
    QVERIFY(!object.find(std::string_view("settle\0", 7)));
}

void tst_Value::membersAreReplacedErasedAndSorted()
{
    Value::Object object{{"c", 1}, {"a", "two"}, {"b", Value::Array{3}}};
    object.set("a", 4);
    QVERIFY(!object.erase("d"));
    QVERIFY(object.erase("c"));
    object.set("B", 5);
    QCOMPARE(text(object), QByteArray(R"({"a":4,"b":[3],"B":5})"));
    object.sortByName();
    QCOMPARE(text(object), QByteArray(R"({"B":5,"a":4,"b":[3]})"));
    const Value::Object sorted{{"B", 0}, {"a", 0}, {"b", 0}};
    QVERIFY(object.shapeAddress() == sorted.shapeAddress());
    while (!object.empty())
        object.erase(std::string(object.begin()->first));
    QCOMPARE(text(object), QByteArray("{}"));
}

void tst_Value::copiesAreIndependent()
{
    const Value value =
        *parseJson(R"({"text":"a text longer than a short one","list":[1,{"deep":true}],"object":{"x":1.5}})");
    Value copy = value;
    QVERIFY(copy == value);
    QVERIFY(&copy.find("text")->asString() == &value.find("text")->asString()); // shared, never changed
    copy.asObject().find("list")->asArray()[1].asObject().set("deep", false);
    copy.asObject().find("object")->asObject().append("y", 2);
    copy.asObject().set("text", "another");
    QCOMPARE(text(value),
             QByteArray(R"({"text":"a text longer than a short one","list":[1,{"deep":true}],"object":{"x":1.5}})"));
    QCOMPARE(text(copy), QByteArray(R"({"text":"another","list":[1,{"deep":false}],"object":{"x":1.5,"y":2}})"));
    const Value taken = std::move(copy);
    QCOMPARE(taken.find("text")->asString(), std::string("another"));
    Value::Object object{{"a", 1}};
    const Value::Object moved = std::move(object);
    QVERIFY(object.empty());
    QVERIFY(object.begin() == object.end());
    QCOMPARE(moved.size(), std::size_t{1});
}

void tst_Value::valueMayBecomeAPartOfItself()
{
    Value value = *parseJson(R"({"within":{"list":[[1,2],"text"]}})");
    value = Value(*value.find("within"));
    QCOMPARE(text(value), QByteArray(R"({"list":[[1,2],"text"]})"));
    value = *value.find("list");
    QCOMPARE(text(value), QByteArray(R"([[1,2],"text"])"));
    value = std::move(value.asArray()[0]);
    QCOMPARE(text(value), QByteArray("[1,2]"));
    const Value& same = value;
    value = same;
    QCOMPARE(text(value), QByteArray("[1,2]"));
}

void tst_Value::membersAreHandedOut()
{
    Value::Object object{{"a", 1}, {"b", 2}};
    for (auto [name, value] : object)
        value = Value(name + "!");
    QCOMPARE(text(object), QByteArray(R"({"a":"a!","b":"b!"})"));
    const auto isB = [](const auto& member) { return member.first == "b"; };
    const Value::Object::const_iterator found = std::find_if(object.begin(), object.end(), isB);
    QVERIFY(found != object.end());
    QCOMPARE(found->second.asString(), std::string("b!"));
    QVERIFY(std::none_of(Value::Object().begin(), Value::Object().end(), isB));
}

void tst_Value::threadsFindTheSameShape()
{
    constexpr std::size_t threadCount = 4, objectCount = 200;
    std::vector<std::vector<Value::Object>> made(threadCount);
    std::vector<std::thread> threads;
    for (auto& objects : made) {
        threads.emplace_back([&objects] {
            for (std::size_t i = 0; i < objectCount; ++i)
                objects.push_back(numbered(1 + i % 20, "thread" + std::to_string(i) + "_"));
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    for (std::size_t i = 0; i < objectCount; ++i) {
        for (const auto& objects : made)
            QVERIFY(objects[i].shapeAddress() == made[0][i].shapeAddress() && objects[i].shape().isShared());
    }
}

void tst_Value::tooManyShapesAreNotShared()
{
    const Value::Object before{{"name", "Vale"}, {"level", 3}};
    std::size_t own = 0;
    for (int i = 0; i < 40'000; ++i) {
        const Value::Object object{{"first" + std::to_string(i), i}, {"second", i + 1}};
        own += object.shape().isShared() ? 0 : 1;
        QCOMPARE(object.find("first" + std::to_string(i))->asInteger(), i);
        QCOMPARE(object.find("second")->asInteger(), i + 1);
    }
    QVERIFY(own > 20'000);
    const Value::Object after{{"name", "Vale"}, {"level", 3}};
    QVERIFY(before.shapeAddress() == after.shapeAddress());
}

QTEST_APPLESS_MAIN(tst_Value)
#include "tst_Value.moc"
